using System.Threading.Channels;
using LivePose.Capture.Sources;

namespace LivePose.App;

/// <summary>The whole system on one screen: which stage hands its batches to which, and where frames may be lost.</summary>
internal static class Pipeline
{
    /// <summary>Files and images: nothing is lost, every link waits, pose lanes work side by side on different batches.</summary>
    public static async Task RunOfflineAsync(
        IFrameSource source,
        FramePool pool,
        IStage<Captured, Located> locate,
        IReadOnlyList<IStage<Located, Posed>> poseLanes,
        IStage<Posed, Tracked> track,
        IStage<Tracked, Fitted>? fit,
        Action<FrameBatch> record,
        CancellationToken stop)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Channel<Captured> captured = Link.Create<Captured>(1, BackPressure.Wait);
        Channel<Located> located = Link.Create<Located>(1, BackPressure.Wait);
        Channel<Posed> posed = Link.Create<Posed>(1, BackPressure.Wait);
        Channel<Tracked> tracked = Link.Create<Tracked>(1, BackPressure.Wait);

        await Completion.OfAsync(
            SourcePump.RunAsync(source, pool, captured.Writer, ending.Token),
            Task.Run(() => Link.RunAsync(captured.Reader, locate, located.Writer, ending.Cancel), CancellationToken.None),
            Task.Run(() => Link.RunLanesAsync(located.Reader, poseLanes, posed.Writer, ending.Cancel), CancellationToken.None),
            Task.Run(() => Link.RunAsync(posed.Reader, track, tracked.Writer, ending.Cancel), CancellationToken.None),
            FinishAsync(tracked.Reader, fit, record, ending.Cancel)).ConfigureAwait(false);
    }

    /// <summary>Cameras and streams: the oldest frame is dropped before the networks, never after them.</summary>
    public static async Task RunLiveAsync(
        IFrameSource source,
        FramePool pool,
        IStage<Captured, Tracked> look,
        IStage<Tracked, Fitted>? fit,
        Action<FrameBatch> record,
        Action<FrameBatch> dropped,
        CancellationToken stop)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Channel<Captured> captured = Link.Create<Captured>(1, BackPressure.DropOldest, packet => dropped(packet.Batch));
        Channel<Tracked> tracked = Link.Create<Tracked>(1, BackPressure.Wait);

        await Completion.OfAsync(
            SourcePump.RunAsync(source, pool, captured.Writer, ending.Token),
            Task.Run(() => Link.RunAsync(captured.Reader, look, tracked.Writer, ending.Cancel), CancellationToken.None),
            FinishAsync(tracked.Reader, fit, record, ending.Cancel)).ConfigureAwait(false);
    }

    /// <summary>The end of both: bodies are fitted when that is wanted, and everything is recorded.</summary>
    private static Task FinishAsync(ChannelReader<Tracked> tracked, IStage<Tracked, Fitted>? fit, Action<FrameBatch> record, Action onFault)
    {
        if (fit is null)
        {
            return Task.Run(() => Link.ConsumeAsync(tracked, record, onFault));
        }

        Channel<Fitted> fitted = Link.Create<Fitted>(1, BackPressure.Wait);
        return Completion.OfAsync(
            Task.Run(() => Link.RunAsync(tracked, fit, fitted.Writer, onFault)),
            Task.Run(() => Link.ConsumeAsync(fitted.Reader, record, onFault)));
    }
}
