using System.Globalization;
using LivePose.App;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Fitting.Body;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>
/// The same clip through the same pipeline with bodies: to JSON Lines alone, drawn and read back but not encoded, encoded with the 2D
/// overlay, and drawn and encoded; as ratios to the first, taken in turn so that other work on the machine meets all alike.
/// </summary>
internal static class RenderedPipeline
{
    private const int WarmFrames = 40;

    private static readonly string[] Kinds = ["poses and bodies", "drawn, not encoded", "2D overlay, encoded", "drawn, encoded"];

    public static async Task RunAsync(string video, TrackingSettings settings, TrackingNetworks networks, SceneLayout layout, int repeats)
    {
        string folder = Directory.CreateTempSubdirectory("livepose-bench-").FullName;
        using GlThread thread = new();
        try
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                (double Rate, double Cpu)[] measured = new (double, double)[Kinds.Length];
                for (int kind = 0; kind < Kinds.Length; kind++)
                {
                    measured[kind] = await MeasureAsync(video, settings, networks, layout, thread, folder, kind).ConfigureAwait(false);
                }

                for (int kind = 0; kind < Kinds.Length; kind++)
                {
                    (double rate, double cpu) = measured[kind];
                    PipelineCommand.Print(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{layout.Name}: {Kinds[kind]}: {rate:F1} frames/s, ratio {rate / measured[0].Rate:F3}, CPU {1e3 * cpu:F2} ms a frame, ratio {measured[0].Cpu / cpu:F3}"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Rate, double Cpu)> MeasureAsync(
        string video, TrackingSettings settings, TrackingNetworks networks, SceneLayout layout, GlThread thread, string folder, int kind)
    {
        using IFrameSource source = FrameSource.Open(video, new SourceOptions(), NullLogger.Instance);
        FittingSettings fitting = new() { Body = BuiltInBody.Model };
        using FitStage fit = FitStage.Create(fitting, source.Info, networks.Keypoints, settings, folder, "clip");
        string film = Path.Combine(folder, "clip.mp4");
        List<IPoseSink> sinks = [new PoseLinesSink(Path.Combine(folder, "clip.jsonl"))];
        switch (kind)
        {
            case 1:
                sinks.Add(new DrawingSink(layout, thread, fit));
                break;
            case 2:
                sinks.Add(new VideoSink(film, new VideoSinkOptions(), NullLogger.Instance));
                break;
            case 3:
                sinks.Add(new RenderedVideoSink(film, layout, thread, fit, "CPU", new VideoSinkOptions(), NullLogger.Instance));
                break;
        }

        using MeasuringSink meter = new(new SinkSet(sinks), WarmFrames);
        await new TrackingRun(settings, networks, new RunCounters(), fit).RunAsync(source, meter, CancellationToken.None).ConfigureAwait(false);
        return (meter.Frames / meter.Seconds, meter.CpuSeconds / meter.Frames);
    }
}
