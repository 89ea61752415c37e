namespace LivePose.App.Models;

/// <summary>One sentence for the folder of installed networks that could not be written.</summary>
internal static class StoreFault
{
    private const int NoSpace = 28, QuotaExceeded = 122; // errno ENOSPC, EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The exception to throw for <paramref name="cause"/>.</summary>
    /// <param name="path">What was to be written.</param>
    /// <param name="cause">Why it was not.</param>
    public static IOException Create(string path, Exception cause) => cause switch
    {
        _ when cause.HResult is NoSpace or QuotaExceeded or WindowsDiskFull =>
            new IOException($"Cannot write '{path}': the disk is full; free some space and run the same command again, which goes on from there, or set {ModelStore.FolderVariable} to a folder on another disk.", cause),
        UnauthorizedAccessException =>
            new IOException($"Cannot write '{path}': permission denied; set {ModelStore.FolderVariable} to a folder of yours.", cause),
        _ => new IOException($"Cannot write '{path}': {cause.Message.TrimEnd('.')}; set {ModelStore.FolderVariable} to a folder of yours.", cause),
    };
}
