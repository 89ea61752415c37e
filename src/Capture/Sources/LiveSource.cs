using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sources;

/// <summary>A camera or network stream: a thread keeps reading, the pipeline gets the newest picture, losses are reconnected.</summary>
/// <remarks>
/// The capture thread owns the feed and closes it, because a native call that hangs in a driver cannot be interrupted:
/// disposing waits a moment for the thread and otherwise leaves it to end by itself.
/// </remarks>
internal sealed class LiveSource : IFrameSource
{
    private static readonly TimeSpan OpenGrace = TimeSpan.FromSeconds(2); // for the backend to report its own time-out
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly Func<ILiveFeed> _connect;
    private readonly SourceOptions _options;
    private readonly ILogger _logger;
    private readonly LivePicture[] _pictures = [new(), new(), new()];
    private readonly NewestMailbox<LivePicture> _mailbox;
    private readonly FramePixels _pixels = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly TaskCompletionSource<SourceInfo> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private volatile ILiveFeed? _feed;
    private long _captured;
    private long _startTicks;

    private LiveSource(string name, Func<ILiveFeed> connect, SourceOptions options, ILogger logger)
    {
        NativeLog.Silence();
        _name = name;
        _connect = connect;
        _options = options;
        _logger = logger;
        _mailbox = new NewestMailbox<LivePicture>(_pictures[0], _pictures[1], _pictures[2]);
        _thread = new Thread(Capture) { IsBackground = true, Name = $"LivePose capture of {name}" };
        Info = new SourceInfo(name, 0, 0, 0, null, IsLive: true);
    }

    public SourceInfo Info { get; private set; }

    public long Dropped => _mailbox.Dropped;

    /// <summary>Starts the capture thread and waits for the first picture.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="connect">Opens the device or stream; the result may hold no picture. Called on the capture thread, once per attempt.</param>
    /// <param name="options">Settings.</param>
    /// <param name="logger">Told of losses and reconnections.</param>
    /// <exception cref="IOException">No picture within <see cref="SourceOptions.OpenTimeout"/>.</exception>
    public static LiveSource Open(string name, Func<ILiveFeed> connect, SourceOptions options, ILogger logger)
    {
        LiveSource source = new(name, connect, options, logger);
        source._thread.Start();
        bool isOpen = false;
        try
        {
            if (Task.WaitAny([source._opened.Task], options.OpenTimeout + OpenGrace) < 0)
            {
                throw new IOException($"No picture came from {name} within {Seconds(options.OpenTimeout)} s; check that it is switched on and reachable.");
            }

            source.Info = source._opened.Task.GetAwaiter().GetResult();
            isOpen = true;
            return source;
        }
        finally
        {
            if (!isOpen)
            {
                source.Dispose();
            }
        }
    }

    public bool TryRead(Frame frame)
    {
        lock (_gate)
        {
            if (!_mailbox.TryTake(out LivePicture? picture))
            {
                return false;
            }

            picture.Pixels.CopyTo(_pixels.Wrap(frame, picture.Pixels.Width, picture.Pixels.Height));
            frame.Stamp = picture.Stamp;
            return true;
        }
    }

    public void RequestStop()
    {
        _mailbox.Stop();
        _stop.Set();
        _feed?.Abort();
    }

    public void Dispose()
    {
        RequestStop();
        bool hasEnded = _thread.Join(DisposePatience);
        lock (_gate)
        {
            _pixels.Dispose();
            if (hasEnded)
            {
                Array.ForEach(_pictures, picture => picture.Dispose());
            }
        }
    }

    /// <summary>The capture thread: connect, read until lost, wait, connect again.</summary>
    private void Capture()
    {
        try
        {
            Stopwatch lost = Stopwatch.StartNew();
            TimeSpan delay = _options.FirstRetryDelay;
            while (!_stop.IsSet)
            {
                if (ReadUntilLost(lost))
                {
                    delay = _options.FirstRetryDelay;
                    lost.Restart();
                    _logger.LogWarning("Lost {Source}; trying again in {Delay} s.", _name, Seconds(delay));
                }
                else if (!_opened.Task.IsCompletedSuccessfully)
                {
                    throw new IOException($"{_name} gave no picture; check that it exists, is not in use and is reachable.");
                }
                else if (_options.GiveUpAfter != Timeout.InfiniteTimeSpan && lost.Elapsed >= _options.GiveUpAfter)
                {
                    throw new IOException($"{_name} was lost and did not come back within {Seconds(_options.GiveUpAfter)} s.");
                }
                else
                {
                    _logger.LogInformation("Still nothing from {Source}; trying again in {Delay} s.", _name, Seconds(delay));
                }

                _stop.Wait(delay);
                delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _options.LongestRetryDelay.Ticks));
            }
        }
        catch (EndOfStreamException)
        {
            _mailbox.End(null);
        }
        catch (Exception e) // whatever ends this thread must reach the reader, or it would wait for ever
        {
            _opened.TrySetException(e);
            _mailbox.End(e);
        }
    }

    /// <summary>One connection.</summary>
    /// <returns>False when it gave no picture at all.</returns>
    /// <exception cref="EndOfStreamException">The address is a recording, and all of it was read.</exception>
    private bool ReadUntilLost(Stopwatch lost)
    {
        using ILiveFeed feed = _connect();
        _feed = feed;
        long count = 0;
        while (!_stop.IsSet && feed.TryRead(_mailbox.Back.Pixels))
        {
            if (count++ == 0)
            {
                Announce(feed, _mailbox.Back, lost);
            }

            Publish();
        }

        _feed = null;
        return count > 0 && feed.IsFinished ? throw new EndOfStreamException() : count > 0;
    }

    private void Announce(ILiveFeed feed, LivePicture picture, Stopwatch lost)
    {
        SourceInfo info = new(_name, picture.Pixels.Width, picture.Pixels.Height, feed.FramesPerSecond, null, IsLive: true);
        if (!_opened.TrySetResult(info))
        {
            _logger.LogInformation("{Source} is back after {Seconds} s.", _name, Seconds(lost.Elapsed));
        }
    }

    private void Publish()
    {
        long now = Stopwatch.GetTimestamp();
        _startTicks = _captured == 0 ? now : _startTicks;
        _mailbox.Back.Stamp = new FrameStamp(_captured++, now, Stopwatch.GetElapsedTime(_startTicks, now));
        _mailbox.Publish();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
