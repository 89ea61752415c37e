using Spectre.Console;

namespace LivePose.App.Progress;

/// <summary>Shows how long work goes, on stderr: one line that changes on a terminal, a plain line every few seconds when redirected.</summary>
internal static class StatusLine
{
    private static readonly TimeSpan PlainPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LivePeriod = TimeSpan.FromMilliseconds(150);

    /// <summary>Shows the line until <paramref name="run"/> ends; the run's own errors are its own.</summary>
    /// <param name="run">The work.</param>
    /// <param name="line">Makes the line, as it is now.</param>
    /// <param name="error">Where to show it.</param>
    /// <param name="clock">Times the lines.</param>
    public static Task ShowAsync(Task run, Func<string> line, TextWriter error, TimeProvider clock) =>
        error == System.Console.Error && !System.Console.IsErrorRedirected ? ShowLiveAsync(run, line, error, clock) : ShowPlainAsync(run, line, error, clock);

    private static async Task ShowPlainAsync(Task run, Func<string> line, TextWriter error, TimeProvider clock)
    {
        while (await Task.WhenAny(run, Task.Delay(PlainPeriod, clock)).ConfigureAwait(false) != run)
        {
            await error.WriteLineAsync(line()).ConfigureAwait(false);
        }
    }

    private static async Task ShowLiveAsync(Task run, Func<string> line, TextWriter error, TimeProvider clock)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        await console.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(line()), async status =>
        {
            while (await Task.WhenAny(run, Task.Delay(LivePeriod, clock)).ConfigureAwait(false) != run)
            {
                status.Status(Markup.Escape(line()));
            }
        }).ConfigureAwait(false);
    }
}
