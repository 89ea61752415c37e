namespace LivePose.Capture.Sources;

/// <summary>Turns a container's time stamps into strictly increasing presentation times.</summary>
/// <remarks>
/// Good stamps pass unchanged, so a variable frame rate is kept. The faults that real files have are repaired:
/// absent (0 or NaN after the first frame): one nominal interval after the last; repeated or slightly reversed: half an
/// interval after the last, so that the next good stamp is not overtaken; far back (streams glued together): everything
/// from there on is moved to follow the last frame.
/// </remarks>
/// <param name="framesPerSecond">Nominal rate; 0 = unknown, taken as 30.</param>
internal sealed class PresentationClock(double framesPerSecond)
{
    private const double DiscontinuitySeconds = 1;

    private readonly long _interval = (long)(TimeSpan.TicksPerSecond / (framesPerSecond > 0 ? Math.Clamp(framesPerSecond, 1e-3, 1e6) : 30));
    private long _last = -1;
    private long _offset;

    /// <summary>The presentation time of the next frame.</summary>
    /// <param name="milliseconds">The container's stamp, from the start of the stream.</param>
    public TimeSpan Next(double milliseconds)
    {
        bool isFirst = _last < 0;
        if (!double.IsFinite(milliseconds) || (milliseconds <= 0 && !isFirst))
        {
            _last = isFirst ? 0 : _last + _interval;
            return new TimeSpan(_last);
        }

        long stamp = (long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond);
        if (isFirst)
        {
            _last = Math.Max(0, stamp);
            return new TimeSpan(_last);
        }

        long time = stamp + _offset;
        if (time < _last - (DiscontinuitySeconds * TimeSpan.TicksPerSecond))
        {
            _offset = _last + _interval - stamp;
            time = stamp + _offset;
        }

        _last = time > _last ? time : _last + (_interval / 2);
        return new TimeSpan(_last);
    }
}
