using System.Globalization;
using Spectre.Console;

namespace LivePose.App.Progress;

/// <summary>Shows how a run goes, on stderr: a live bar on a terminal, a plain line every few seconds when redirected.</summary>
internal sealed class RunDisplay(string name, long? totalFrames, RunCounters counters, Func<long> drops, TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan PlainPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LivePeriod = TimeSpan.FromMilliseconds(150);
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Shows progress until <paramref name="run"/> ends; the run's own errors are its own.</summary>
    public Task ShowAsync(Task run) =>
        error == System.Console.Error && !System.Console.IsErrorRedirected ? ShowLiveAsync(run) : ShowPlainAsync(run);

    /// <summary>One line: frames, rate, people, drops and the time left where it is known.</summary>
    public string Line()
    {
        double seconds = clock.GetElapsedTime(_started).TotalSeconds;
        double rate = seconds > 0 ? counters.Frames / seconds : 0;
        string total = totalFrames is long all ? string.Create(CultureInfo.InvariantCulture, $"/{all}") : "";
        string left = totalFrames is long n && rate > 0 && counters.Frames < n
            ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds((n - counters.Frames) / rate):mm\\:ss} left")
            : "";
        string dropped = drops() is long d and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {d} dropped") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{name}: {counters.Frames}{total} frames, {rate:F1} frames/s, {counters.PeopleNow} people{dropped}{left}");
    }

    private async Task ShowPlainAsync(Task run)
    {
        while (await Task.WhenAny(run, Task.Delay(PlainPeriod, clock)).ConfigureAwait(false) != run)
        {
            await error.WriteLineAsync(Line()).ConfigureAwait(false);
        }
    }

    private async Task ShowLiveAsync(Task run)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        await console.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(Line()), async status =>
        {
            while (await Task.WhenAny(run, Task.Delay(LivePeriod, clock)).ConfigureAwait(false) != run)
            {
                status.Status(Markup.Escape(Line()));
            }
        }).ConfigureAwait(false);
    }
}
