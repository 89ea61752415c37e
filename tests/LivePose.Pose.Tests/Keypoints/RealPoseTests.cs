using System.Globalization;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;
using LivePose.Pose.Tests.Crop;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Keypoints;

/// <summary>Real networks on real people.</summary>
public class RealPoseTests
{
    /// <summary>
    /// PP-TinyPose against a run of the same network by another implementation (numbers in ../shared/annotations), person by
    /// person. The bounds are tight enough for geometry: crops shifted by half a pixel differ by 0.027 in the mean score, ours by
    /// 0.021. A few weak keypoints jump to another peak, so OKS is compared by its median.
    /// </summary>
    [Fact]
    public void TinyPose_AgreesWithTheReferenceRun()
    {
        IReadOnlyList<AnnotatedPerson> people = AnnotatedPeople.Load();
        double[] oks = Run("pp_tinypose_256x192", people, out Keypoint[][] poses);
        double[] oksGaps = [.. oks.Zip(people, (ours, person) => Math.Abs(ours - person.ReferenceOks)).Order()];
        double[] scoreGaps = [.. poses.Zip(people).SelectMany(p => p.First.Zip(p.Second.ReferenceScores, (k, s) => Math.Abs(k.Confidence - s)))];
        Assert.Equal(20, people.Count);
        Assert.InRange(oksGaps[people.Count / 2], 0, 0.01);
        Assert.InRange(scoreGaps.Average(), 0, 0.024);
        Assert.InRange(oks.Average() - people.Average(person => person.ReferenceOks), -0.01, 0.02);
        Assert.InRange(oks.Average(), 0.74, 1);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("pp_tinypose_128x96", 0.66)]
    [InlineData("movenet_lightning", 0.54)]
    public void MeanOksOnRealPeople(string model, double least) =>
        Assert.InRange(Run(model, AnnotatedPeople.Load(), out _).Average(), least, 1);

    /// <summary>These networks were trained on people who are seen whole.</summary>
    [Theory]
    [InlineData("blazepose_landmark_lite", 0.75)]
    [InlineData("efficientpose_i", 0.6)]
    public void NetworksOfOtherSetsFindWholePeople(string model, double least)
    {
        AnnotatedPerson[] whole = [.. AnnotatedPeople.Load().Where(person => person.Id is 442619 or 185583 or 200887)];
        Assert.InRange(Run(model, whole, out _).Average(), least, 1);
    }

    /// <summary>Positions of another runtime on the same picture (../shared/reference/movenet_squat.csv): mean below 1.5 % of the picture, none off by more than 5 %.</summary>
    [Fact]
    public void MoveNet_FindsItsPersonInTheWholePicture()
    {
        FrameBatch batch = Batch(17);
        Frame frame = Picture.Load("squat.bmp").AddTo(batch);
        using Network network = Load("movenet_lightning");
        using PoseEstimator estimator = new(network);
        Assert.True(estimator.FindsPeople);
        estimator.Estimate(batch.Frames);
        Assert.Equal(1, frame.PeopleCount);

        double[][] reference = [.. File.ReadLines(SharedData.Path("reference", "movenet_squat.csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        Keypoint[] pose = frame.Keypoints(0).ToArray();
        double[] gaps = [.. pose.Zip(reference, (ours, theirs) => Math.Max(Math.Abs((ours.X / frame.Width) - theirs[4]), Math.Abs((ours.Y / frame.Height) - theirs[5])))];
        Assert.InRange(gaps.Average(), 0, 0.015);
        Assert.InRange(gaps.Max(), 0, 0.05);
        Assert.All(pose, keypoint => Assert.InRange(keypoint.X, frame.People[0].Box.X, frame.People[0].Box.Right));
        Assert.InRange(frame.People[0].Score, 0.5f, 1);
    }

    [Fact]
    public void MoveNet_FindsNobodyInAnEmptyPicture()
    {
        FrameBatch batch = Batch(17);
        Frame frame = Picture.Plain(320, 240).AddTo(batch);
        using Network network = Load("movenet_lightning");
        using PoseEstimator estimator = new(network);
        estimator.Estimate(batch.Frames);
        Assert.Equal(0, frame.PeopleCount);
    }

    private static Network Load(string model) => Network.Load(
        SharedData.Path("models", "pose", model + ".onnx"), new NetworkOptions { Device = ComputeDevice.Cpu, MaxBatch = 4, WarmBatch = 1 }, NullLogger.Instance);

    internal static FrameBatch Batch(int keypoints, int frames = 1)
    {
        Assert.True(new FramePool(1, frames, new FrameLayout(8, keypoints)).TryRent(out FrameBatch? batch));
        return batch;
    }

    private static double[] Run(string model, IReadOnlyList<AnnotatedPerson> people, out Keypoint[][] poses)
    {
        using Network network = Load(model);
        using PoseEstimator estimator = new(network);
        KeypointMapping toCoco = new(estimator.Keypoints, KeypointSets.Coco17);
        poses = new Keypoint[people.Count][];
        double[] oks = new double[people.Count];
        foreach (IGrouping<string, int> ofImage in Enumerable.Range(0, people.Count).GroupBy(i => people[i].Image))
        {
            FrameBatch batch = Batch(estimator.Keypoints.Count);
            Frame frame = Picture.Load(ofImage.Key).AddTo(batch);
            int[] indices = [.. ofImage];
            Assert.All(indices, i => Assert.True(frame.TryAdd(Person.Detected(people[i].Box, 1))));
            estimator.Estimate(batch.Frames);
            for (int p = 0; p < indices.Length; p++)
            {
                Keypoint[] pose = poses[indices[p]] = new Keypoint[17];
                toCoco.Map(frame.Keypoints(p), pose);
                oks[indices[p]] = people[indices[p]].OksOf(pose);
            }
        }

        return oks;
    }
}
