using System.Diagnostics;

namespace LivePose.Capture.Tests;

/// <summary>Runs one test of this project in a process of its own, where it may limit the disk or be listened to.</summary>
internal static class ChildRun
{
    /// <summary>Runs an explicit or ordinary test.</summary>
    /// <param name="method">Full name of the test method.</param>
    /// <param name="shellPrefix">POSIX shell commands to run first, in the same shell.</param>
    /// <returns>Exit code and everything that the process wrote.</returns>
    public static (int ExitCode, string Output) Run(string method, string shellPrefix = "")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a POSIX shell.");
        ProcessStartInfo start = new("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{shellPrefix} exec \"$0\" --filter-method {method} --explicit on --progress off --no-ansi");
        start.ArgumentList.Add(Environment.ProcessPath!);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
