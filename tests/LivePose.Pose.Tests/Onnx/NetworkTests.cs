using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Onnx;

public sealed class NetworkTests
{
    public static TheoryData<string, bool> RealModels => new()
    {
        { "detectors/rtmdet_nano_end2end", false },
        { "detectors/nanodet_m_320", true },
        { "detectors/picodet_s_320_pedestrian", true },
        { "pose/pp_tinypose_256x192", true },
        { "pose/pp_tinypose_128x96", true },
        { "pose/movenet_lightning", false },
        { "pose/blazepose_landmark_lite", true },
    };

    [Theory]
    [MemberData(nameof(RealModels))]
    public void BatchOfDifferentSamples_GivesWhatEachGivesAlone(string name, bool batched)
    {
        using Network network = Load(name, 4);
        Assert.Equal(batched, network.Batched);
        Assert.Equal(batched ? [1, 2, 4] : [1], network.Buckets);
        using NetworkLane together = network.CreateLane();
        using NetworkLane alone = network.CreateLane();
        for (int s = 0; s < 3; s++)
        {
            FillRandom(together, network, s, seed: s);
        }

        together.Run(3);
        for (int s = 0; s < 3; s++)
        {
            FillRandom(alone, network, 0, seed: s);
            alone.Run(1);
            for (int o = 0; o < network.Outputs.Count; o++)
            {
                Assert.Equal(alone.OutputShape(o, 0), together.OutputShape(o, s));
                AssertNear(alone.Output(o, 0), together.Output(o, s));
            }
        }

        if (!network.Outputs[0].Varies)
        {
            Assert.NotEqual(together.Output(0, 0).ToArray(), together.Output(0, 1).ToArray());
        }
    }

    [Fact]
    public void SecondFrame_GivesAnotherAnswerAndTheFirstGivesItsOwnAgain()
    {
        using Network network = LoadTiny(TinyModel.Heatmap(), new NetworkOptions { MaxBatch = 4 });
        using NetworkLane lane = network.CreateLane();
        lane.InputFloat(0).Fill(0.5f);
        lane.Run(1);
        float[] first = lane.Output(0, 0).ToArray();
        lane.InputFloat(0)[..100].Fill(-3);
        lane.Run(1);
        Assert.NotEqual(first, lane.Output(0, 0).ToArray());
        lane.InputFloat(0).Fill(0.5f);
        lane.Run(1);
        Assert.Equal(first, lane.Output(0, 0).ToArray());
    }

    [Fact]
    public void SamplesOfOneBatch_StayApartForEveryCount()
    {
        using Network network = LoadTiny(TinyModel.Heatmap(), new NetworkOptions { MaxBatch = 6 });
        Assert.Equal([1, 2, 4, 6], network.Buckets);
        Assert.Null(network.BatchReason);
        using NetworkLane lane = network.CreateLane();
        for (int s = 0; s < 6; s++)
        {
            lane.InputFloat(s).Fill(s + 1);
        }

        lane.Run(1);
        float[] unit = lane.Output(0, 0).ToArray();
        for (int count = 1; count <= 6; count++)
        {
            lane.Run(count);
            for (int s = 0; s < count; s++)
            {
                // The tiny network is linear and the pictures are multiples of the first.
                AssertNear([.. unit.Select(v => v * (s + 1))], lane.Output(0, s));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => lane.Output(0, count));
        }
    }

    [Fact]
    public void GraphThatMixesItsSamples_RunsThemOneByOneAndSaysWhy()
    {
        OnnxGraph graph = OnnxGraph.Create("m", TinyModel.Opset);
        graph.AddInput("image", OnnxElement.Float32, new(1), new(3), new(64), new(48));
        string maps = graph.AddNode("AveragePool", ["image"], "pooled", OnnxAttribute.OfIntegers("kernel_shape", 4, 4), OnnxAttribute.OfIntegers("strides", 4, 4));
        string weights = graph.AddInitializer(OnnxTensor.OfFloats("w", [17, 3, 1, 1], [.. Enumerable.Range(0, 51).Select(i => 0.1f * i)]));
        maps = graph.AddNode("Conv", [maps, weights], "maps");
        string mean = graph.AddNode("ReduceMean", [maps], "mean", OnnxAttribute.OfIntegers("axes", 0));
        graph.AddOutput(graph.AddNode("Sub", [maps, mean], "mixed"), "heatmap", OnnxElement.Float32, new(1), new(17), new(16), new(12));
        using Network network = LoadTiny(graph, new NetworkOptions { MaxBatch = 4 });
        Assert.False(network.Batched);
        Assert.Contains("'heatmap'", network.BatchReason, StringComparison.Ordinal);

        using NetworkLane lane = network.CreateLane();
        lane.InputFloat(2).Fill(1);
        lane.Run(3);
        Assert.All(lane.Output(0, 2).ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Run_AllocatesNothing()
    {
        using Network network = LoadTiny(TinyModel.Heatmap(), new NetworkOptions { MaxBatch = 4 });
        using NetworkLane lane = network.CreateLane();
        Allocation.AssertSteady(Run);

        void Run()
        {
            lane.InputFloat(2)[0] = 1;
            lane.Run(3);
            _ = lane.Output(0, 2)[0] + lane.OutputShape(0, 2)[0];
        }
    }

    [Fact]
    public void Lanes_RunSideBySide()
    {
        using Network network = LoadTiny(TinyModel.Heatmap(), new NetworkOptions { MaxBatch = 2 });
        using NetworkLane reference = network.CreateLane();
        Parallel.For(0, 4, worker =>
        {
            using NetworkLane lane = network.CreateLane();
            for (int i = 0; i < 50; i++)
            {
                lane.InputFloat(0).Fill(worker);
                lane.InputFloat(1).Fill(i);
                lane.Run(2);
                Assert.Equal(worker == i, lane.Output(0, 0).SequenceEqual(lane.Output(0, 1)));
            }
        });
    }

    [Fact]
    public void WrongUse_IsRefused()
    {
        using Network network = LoadTiny(TinyModel.Heatmap(), new NetworkOptions { MaxBatch = 2 });
        using NetworkLane lane = network.CreateLane();
        Assert.Throws<ArgumentOutOfRangeException>(() => lane.Run(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => lane.Run(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => lane.Output(0, 0));
        Assert.Contains("Float32", Assert.Throws<InvalidOperationException>(() => lane.InputInt32(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndToEndDetector_FindsThePeopleOfARealPicture()
    {
        using Network network = Load("detectors/rtmdet_nano_end2end", 2);
        using NetworkLane lane = network.CreateLane();
        lane.InputFloat(0).Clear();
        Pictures.Fill(lane.InputFloat(1), SharedData.Path("images", "three_people.jpg"), network.Descriptor.Input);
        lane.Run(2);
        ReadOnlySpan<float> boxes = lane.Output(0, 1);
        ReadOnlySpan<float> labels = lane.Output(1, 1);
        Assert.Equal([labels.Length, 5], lane.OutputShape(0, 1).ToArray());
        int people = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            people += labels[i] == network.Descriptor.PersonClass && boxes[5 * i + 4] > 0.5f ? 1 : 0;
        }

        Assert.Equal(3, people);
        Assert.NotEqual(boxes.Length, lane.Output(0, 0).Length);
    }

    [Fact]
    public void NanoDet_SeesPeopleBestWithItsCustomaryNormalisation()
    {
        using Network network = Load("detectors/nanodet_m_320", 1);
        using NetworkLane lane = network.CreateLane();
        ModelInput custom = network.Descriptor.Input;
        float best = PersonScore(custom);
        Assert.InRange(best, 0.6f, 1);
        Assert.True(best > PersonScore(custom with { Color = ColorOrder.Rgb }));
        Assert.True(best > PersonScore(custom with { Mean = [0, 0, 0], Std = [255, 255, 255] }));
        Assert.True(best > PersonScore(custom with { Mean = [0, 0, 0], Std = [1, 1, 1] }));

        // Mean over the pictures of the highest person score of any anchor.
        float PersonScore(ModelInput input) => Pictures.All.Average(path =>
        {
            Pictures.Fill(lane.InputFloat(0), path, input);
            lane.Run(1);
            float highest = 0;
            for (int o = 0; o < network.Descriptor.Strides.Length; o++)
            {
                ReadOnlySpan<float> scores = lane.Output(o, 0);
                for (int i = network.Descriptor.PersonClass; i < scores.Length; i += network.Descriptor.Classes)
                {
                    highest = Math.Max(highest, scores[i]);
                }
            }

            return highest;
        });
    }

    private static Network Load(string name, int maxBatch) =>
        Network.Load(SharedData.Path("models", $"{name}.onnx"), new NetworkOptions { MaxBatch = maxBatch, WarmBatch = 1 }, NullLogger.Instance);

    private static Network LoadTiny(OnnxGraph graph, NetworkOptions options)
    {
        using TemporaryFolder folder = new();
        graph.Save(folder.File("m.onnx"));
        return Network.Load(folder.File("m.onnx"), options, NullLogger.Instance);
    }

    private static void FillRandom(NetworkLane lane, Network network, int sample, int seed)
    {
        Random random = new(seed);
        if (network.Descriptor.Input.Element == InputElement.Int32)
        {
            foreach (ref int v in lane.InputInt32(sample))
            {
                v = random.Next(256);
            }
        }
        else
        {
            foreach (ref float v in lane.InputFloat(sample))
            {
                v = random.NextSingle() * 4 - 2;
            }
        }
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float scale = 1e-6f;
        foreach (float v in expected)
        {
            scale = Math.Max(scale, Math.Abs(v));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4f * scale);
        }
    }
}
