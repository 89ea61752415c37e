using System.Globalization;

namespace LivePose.App.Progress;

/// <summary>Shows how a run goes, on stderr: a live bar on a terminal, a plain line every few seconds when redirected.</summary>
internal sealed class RunDisplay(string name, long? totalFrames, RunCounters counters, Func<long> drops, TextWriter error, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Shows progress until <paramref name="run"/> ends; the run's own errors are its own.</summary>
    public Task ShowAsync(Task run) => StatusLine.ShowAsync(run, Line, error, clock);

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
}
