using System.Globalization;

namespace LivePose.Benchmarks;

/// <summary>Options of the harness: a name and, behind it, a value.</summary>
internal static class Arguments
{
    /// <summary>What stands behind a name; null = the name is not there.</summary>
    public static string? Value(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    /// <summary>The whole number behind a name, or the usual one.</summary>
    public static int Number(string[] args, string name, int usual) =>
        Value(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
