using System.Diagnostics;
using System.Globalization;

namespace LivePose.App.Window;

/// <summary>The text in the window's corner: rate, age, device, people, drops, and for some seconds what a key just did. Nothing is allocated for a frame.</summary>
internal sealed class WindowStatus(WindowScene scene)
{
    private static readonly TimeSpan RatePeriod = TimeSpan.FromSeconds(0.5), NoticePeriod = TimeSpan.FromSeconds(3);

    private readonly char[] _text = new char[256];
    private long _rateSince = Stopwatch.GetTimestamp();
    private long _framesThen;
    private double _rate;
    private string _notice = "";
    private long _noticed;

    /// <summary>True once when a notice has become old, so that the picture has to be drawn without it.</summary>
    public bool HasExpired()
    {
        if (_notice.Length == 0 || Stopwatch.GetElapsedTime(_noticed) < NoticePeriod)
        {
            return false;
        }

        _notice = "";
        return true;
    }

    /// <summary>Says something for some seconds.</summary>
    public void Notice(string text) => (_notice, _noticed) = (text, Stopwatch.GetTimestamp());

    /// <summary>The text.</summary>
    /// <param name="frame">The shown frame; its time of capture is 0 before the first.</param>
    /// <param name="recording">Whether the picture is being recorded.</param>
    /// <param name="paused">Whether it stands still.</param>
    public ReadOnlySpan<char> Write(Frame frame, bool recording, bool paused)
    {
        if (frame.Stamp.CapturedTicks == 0)
        {
            return "waiting for the first frame";
        }

        MeasureRate();
        int people = frame.PeopleCount;
        string state = (recording, paused) switch
        {
            (true, true) => "  REC  paused",
            (true, false) => "  REC",
            (false, true) => "  paused",
            _ => "",
        };
        _text.AsSpan().TryWrite(
            CultureInfo.InvariantCulture,
            $"{_rate:F1} fps  {Stopwatch.GetElapsedTime(frame.Stamp.CapturedTicks).TotalMilliseconds:F0} ms  {scene.Device}  {people} {(people == 1 ? "person" : "people")}  {scene.Drops()} drops{state}  {(_notice.Length > 0 ? _notice : "? help")}",
            out int length);
        return _text.AsSpan(0, length);
    }

    private void MeasureRate()
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_rateSince);
        if (elapsed >= RatePeriod)
        {
            long frames = scene.Counters.Frames;
            _rate = (frames - _framesThen) / elapsed.TotalSeconds;
            (_rateSince, _framesThen) = (Stopwatch.GetTimestamp(), frames);
        }
    }
}
