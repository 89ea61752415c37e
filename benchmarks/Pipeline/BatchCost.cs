using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>CPU time of one sample for every batch size, one thread a run: what sharing a run saves or costs on this processor.</summary>
internal static class BatchCost
{
    private const int Samples = 96;

    public static void Run(string path)
    {
        double? single = null;
        foreach (int batch in new[] { 1, 2, 4, 8, 16, 1 })
        {
            using Network network = Network.Load(path, new NetworkOptions { MaxBatch = batch, WarmBatch = batch }, NullLogger.Instance);
            using NetworkLane lane = network.CreateLane();
            lane.Run(batch);
            double seconds = ProcessorTime.PerItem(Samples, () =>
            {
                for (int done = 0; done < Samples; done += batch)
                {
                    lane.Run(batch);
                }
            });
            single ??= seconds;
            PipelineCommand.Print($"{Path.GetFileName(path)} batch {batch}: {1e3 * seconds:F2} ms CPU a sample, {seconds / single:F2} of batch 1");
        }
    }
}
