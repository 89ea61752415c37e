namespace LivePose.App;

/// <summary>The command line asks for something contradictory or impossible; the message is the whole sentence shown. Exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
