using LivePose.Pose.Crop;
using LivePose.Pose.Detect;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;
using LivePose.Pose.Tests.Crop;
using LivePose.Pose.Tests.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Keypoints;

/// <summary>What surrounds the network: batches over frames, bad boxes, fused confidence, memory. On tiny networks of random weights.</summary>
public sealed class PoseEstimatorTests : IDisposable
{
    private static readonly Box[] Boxes = [new(20, 10, 60, 120), new(100, 30, 50, 90), new(-30, -20, 80, 80), new(150, 60, 200, 200), new(40, 40, 9, 30)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void BatchesOverFramesGiveWhatEachPersonGivesAlone()
    {
        using Network network = Load(TinyModel.Heatmap());
        using PoseEstimator estimator = new(network);
        using PoseReader alone = new(network);
        Picture[] pictures = [Noise(1, 200, 160), Noise(2, 320, 240), Noise(3, 120, 90)];
        FrameBatch batch = RealPoseTests.Batch(17, pictures.Length);
        foreach (Picture picture in pictures)
        {
            Frame frame = picture.AddTo(batch);
            Assert.All(Boxes, box => Assert.True(frame.TryAdd(Person.Detected(box, 1))));
        }

        estimator.Estimate(batch.Frames);
        KeypointReading[] readings = new KeypointReading[17];
        for (int f = 0; f < pictures.Length; f++)
        {
            for (int p = 0; p < Boxes.Length; p++)
            {
                CropTransform transform = alone.Read(pictures[f].Image, Boxes[p], readings);
                for (int k = 0; k < 17; k++)
                {
                    Keypoint keypoint = batch.Frames[f].Keypoints(p)[k];
                    Assert.Equal(transform.ToFrame(readings[k].X, readings[k].Y), (keypoint.X, keypoint.Y));
                    Assert.Equal(readings[k].Score, keypoint.Confidence, 1e-5f);
                }
            }
        }
    }

    [Fact]
    public void FusedConfidenceAndVisibilityReplaceTheScore()
    {
        OnnxGraph graph = TinyModel.Create(48, 64, ("heatmap", [17, 16, 12], null), ("confidence", [17], "Sigmoid"), ("visibility", [17], "Sigmoid"));
        using Network network = Load(graph);
        using PoseReader reader = new(network);
        using NetworkLane lane = network.CreateLane();
        Picture picture = Noise(4, 100, 100);
        KeypointReading[] readings = new KeypointReading[17];
        CropTransform transform = reader.Read(picture.Image, new Box(10, 10, 50, 70), readings);
        new CropWarp(network.Descriptor.Input).Warp(picture.Image, transform, lane, 0);
        lane.Run(1);
        Assert.Equal(lane.Output(network.Descriptor.ConfidenceOutput, 0).ToArray(), readings.Select(r => r.Score));
        Assert.Equal(lane.Output(network.Descriptor.VisibilityOutput, 0).ToArray(), readings.Select(r => r.Visibility));
    }

    [Fact]
    public void ChosenFormsMakeConfidenceAndScore()
    {
        using Network network = Load(TinyModel.Heatmap());
        PoseOptions options = new()
        {
            Confidence = static (in _, k, box, in transform) => k == 0 ? 7 : k == 1 ? float.NaN : box.Width / 100 / (transform.StepX / transform.StepY),
            Score = static (keypoints, boxScore) => keypoints[2].Confidence * boxScore,
        };
        using PoseEstimator estimator = new(network, options);
        FrameBatch batch = RealPoseTests.Batch(17);
        Frame frame = Noise(5, 100, 100).AddTo(batch);
        frame.TryAdd(Person.Detected(new Box(10, 10, 50, 70), 0.5f));
        estimator.Estimate(batch.Frames);
        Assert.Equal([1f, 0f, 0.5f], frame.Keypoints(0)[..3].ToArray().Select(keypoint => keypoint.Confidence));
        Assert.Equal(0.25f, frame.People[0].Score);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, float.NaN)]
    [InlineData(float.PositiveInfinity, 10)]
    public void PersonWithoutAUsableBoxIsAbsent(float width, float height)
    {
        using Network network = Load(TinyModel.Heatmap());
        using PoseEstimator estimator = new(network);
        FrameBatch batch = RealPoseTests.Batch(17);
        Frame frame = Noise(6, 100, 100).AddTo(batch);
        frame.TryAdd(Person.Detected(new Box(10, 10, width, height), 0.5f) with { Score = 0.9f });
        frame.Keypoints(0).Fill(new Keypoint(1, 1, 1, 1));
        estimator.Estimate(batch.Frames);
        Assert.All(frame.Keypoints(0).ToArray(), keypoint => Assert.Equal(default, keypoint));
        Assert.Equal(0, frame.People[0].Score);
    }

    [Fact]
    public void FramesForAnotherSetAreRefused()
    {
        using Network network = Load(TinyModel.Heatmap());
        using PoseEstimator estimator = new(network);
        FrameBatch batch = RealPoseTests.Batch(33);
        Noise(7, 50, 50).AddTo(batch);
        Assert.Contains("33", Assert.Throws<ArgumentException>(() => estimator.Estimate(batch.Frames)).Message);
    }

    [Fact]
    public void DetectorsAndPoseNetworksAreNotTakenForEachOther()
    {
        using Network network = Load(TinyModel.Heatmap());
        ModelDescriptor detector = network.Descriptor with { Decoder = ModelDecoder.YoloX };
        Assert.Contains("finds boxes", Assert.Throws<InvalidDataException>(() => KeypointDecoders.Create(detector)).Message);
        Assert.Contains("finds keypoints", Assert.Throws<InvalidDataException>(() => new PersonDetector(network)).Message);
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        using Network network = Load(TinyModel.Heatmap());
        using PoseEstimator estimator = new(network, new PoseOptions { Detail = ReadingDetail.Spread | ReadingDetail.SecondPeak });
        FrameBatch batch = RealPoseTests.Batch(17, 2);
        Frame[] frames = [Noise(8, 200, 160).AddTo(batch), Noise(9, 200, 160).AddTo(batch)];
        foreach (Frame frame in frames)
        {
            Array.ForEach(Boxes, box => frame.TryAdd(Person.Detected(box, 1)));
        }

        Allocation.AssertSteady(() => estimator.Estimate(batch.Frames));
    }

    [Theory]
    [InlineData(new[] { 0.9f, 0.1f, 0.5f }, 0.7f)]
    [InlineData(new[] { 0.1f, 0.2f }, 0f)]
    public void ScoreIsTheMeanOfTheConfident(float[] confidences, float expected) =>
        Assert.Equal(expected, PoseOptions.MeanOfConfident([.. confidences.Select(c => new Keypoint(0, 0, c, 1))], 1), 1e-6f);

    public void Dispose() => _folder.Dispose();

    private static Picture Noise(int seed, int width, int height) => Picture.Random(seed, width, height);

    private Network Load(OnnxGraph graph)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.onnx");
        graph.Save(path);
        return Network.Load(path, new NetworkOptions { Device = ComputeDevice.Cpu, MaxBatch = 4 }, NullLogger.Instance);
    }
}
