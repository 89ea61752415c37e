using System.Runtime.ExceptionServices;

namespace LivePose.App;

/// <summary>Waits for the tasks of one pipeline.</summary>
internal static class Completion
{
    /// <summary>Ends when all have ended; rethrows the error that came first in time, which is the cause of the others.</summary>
    public static async Task OfAsync(params Task[] tasks)
    {
        Exception? first = null;
        HashSet<Task> running = [.. tasks];
        while (running.Count > 0)
        {
            Task ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            first ??= ended.Exception?.InnerException;
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
