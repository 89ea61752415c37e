namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>The error that tests provoke.</summary>
internal static class Breaking
{
    public const string Message = "broken on purpose";

    /// <summary>Throws from one frame on: that frame itself may have been dropped before.</summary>
    public static void From(long frame, long breaksAt)
    {
        if (breaksAt >= 0 && frame >= breaksAt)
        {
            throw new InvalidOperationException(Message);
        }
    }
}
