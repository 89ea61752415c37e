using System.CommandLine;
using LivePose.App.Commands;

namespace LivePose.App;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Every stage and lane may block in native code; without this the pool would start them one by one.
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 16), ports);

        return await CommandLine.RunAsync(Root(), args).ConfigureAwait(false);
    }

    /// <summary>Every command of the program.</summary>
    internal static RootCommand Root() => new("LivePose: people in video to calibrated 2D poses and 3D bodies, live.")
    {
        DemoCommand.Create(),
        VideoCommand.Create(),
        LiveCommand.Create(),
        ModelsCommand.Create(),
        CalibrateCommand.Create(),
        EvalCommand.Create(),
        BodyCommand.Create(),
        FitCommand.Create(),
        SynthCommand.Create(),
        RenderCommand.Create(),
    };
}
