namespace LivePose.Capture.Sinks;

/// <summary>One sentence for a file that could not be written.</summary>
internal static class WriteFault
{
    private const int NoSpace = 28, QuotaExceeded = 122; // errno ENOSPC, EDQUOT
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

    /// <summary>The exception for a file that has reached the largest size that its disk or its user may have, as 4 GB on FAT32.</summary>
    public static IOException TooLarge(string path, Exception? cause = null) => new(
        $"Cannot write '{path}': the file has reached the largest size allowed here; what was written before stays readable. Choose a folder on another disk.", cause);

    private static bool IsDiskFull(Exception cause) => cause.HResult is NoSpace or QuotaExceeded or WindowsDiskFull;
}
