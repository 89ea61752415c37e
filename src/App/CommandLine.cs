using System.CommandLine;
using System.CommandLine.Parsing;

namespace LivePose.App;

/// <summary>Runs a parsed command and turns what a user can cause into one sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Parses, runs, and maps: usage errors to 2, Ctrl-C to 130, every other error to 1. LIVEPOSE_TRACE=1 shows where an error came from.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter? output = null, TextWriter? error = null, CancellationToken cancel = default)
    {
        output ??= Console.Out;
        error ??= Console.Error;
        ParseResult parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
        string[] problems = [.. Problems(parsed)];
        if (problems.Length > 0)
        {
            foreach (string problem in problems)
            {
                await error.WriteLineAsync($"livepose: {problem}").ConfigureAwait(false);
            }

            await error.WriteLineAsync($"Run 'livepose {PathOf(parsed)}--help' for the options.").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new()
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (UsageException e)
        {
            await error.WriteLineAsync($"livepose: {e.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception e) // also a bug: a script that runs this program gets its exit code and one sentence, not a crash
        {
            await error.WriteLineAsync(Sentence.Line(e)).ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    /// <summary>What is wrong with the command line, in a user's words. An unknown word is the cause of a missing command, so it alone is named.</summary>
    private static IEnumerable<string> Problems(ParseResult parsed) => UnknownOptions(parsed).Concat(parsed.Errors
        .Where(problem => parsed.UnmatchedTokens.Count == 0 || parsed.UnmatchedTokens.Any(token => problem.Message.Contains($"'{token}'", StringComparison.Ordinal)))
        .Select(problem => problem.Message
            .Replace(" as expected type 'System.Int32'", " as a whole number", StringComparison.Ordinal)
            .Replace(" as expected type 'System.Int64'", " as a whole number", StringComparison.Ordinal)
            .Replace(" as expected type 'System.Double'", " as a number", StringComparison.Ordinal)
            .Replace(" as expected type 'System.IO.FileInfo'", " as a file", StringComparison.Ordinal)
            .Replace(" as expected type 'System.IO.DirectoryInfo'", " as a folder", StringComparison.Ordinal)));

    /// <summary>A misspelt option would pass for a file where a command takes files.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Where(token => token.Value is ['-', _, ..])
        .Select(token => $"There is no option '{token.Value}'; a file of that name is given as './{token.Value}'.");

    private static string PathOf(ParseResult parsed)
    {
        string path = "";
        for (CommandResult? result = parsed.CommandResult; result?.Parent is CommandResult parent; result = parent)
        {
            path = $"{result.Command.Name} {path}";
        }

        return path;
    }
}
