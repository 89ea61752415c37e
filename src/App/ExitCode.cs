namespace LivePose.App;

/// <summary>Exit codes are part of the public interface: scripts test them (docs/cli.md).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Interrupted = 130;
}
