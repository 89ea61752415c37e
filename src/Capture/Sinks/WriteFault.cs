namespace LivePose.Capture.Sinks;

/// <summary>One sentence for a file that could not be written.</summary>
internal static class WriteFault
{
    private const int NoSpace = 28, TooLarge = 27, QuotaExceeded = 122; // errno ENOSPC, EFBIG, EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The exception to throw for <paramref name="cause"/>.</summary>
    public static IOException Create(string path, Exception cause) => cause switch
    {
        _ when IsDiskFull(cause) => DiskFull(path, cause),
        UnauthorizedAccessException => new IOException($"Cannot write '{path}': permission denied; choose another output folder.", cause),
        _ => new IOException($"Cannot write '{path}': {cause.Message.TrimEnd('.')}; choose another output folder.", cause),
    };

    /// <summary>The exception for a disk without space.</summary>
    public static IOException DiskFull(string path, Exception? cause = null) => new(
        $"Cannot write '{path}': the disk is full; what was written before stays readable. Free some space and run again.", cause);

    private static bool IsDiskFull(Exception cause) => cause.HResult is NoSpace or TooLarge or QuotaExceeded or WindowsDiskFull;
}
