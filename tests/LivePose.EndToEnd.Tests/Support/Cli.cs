using LivePose.App;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>The program's own command line, run inside this process.</summary>
internal static class Cli
{
    /// <summary>Runs a command to its end.</summary>
    public static Task<CliResult> RunAsync(params string[] arguments) => InterruptibleAsync(arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs a command that <paramref name="interrupt"/> interrupts, as Ctrl-C does.</summary>
    public static async Task<CliResult> InterruptibleAsync(string[] arguments, CancellationToken interrupt)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(Program.Root(), arguments, output, error, interrupt);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}
