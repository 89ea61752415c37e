using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>Every frame of a video file, decoded straight into pooled frames, with the container's own times.</summary>
internal sealed class VideoFileSource : IFrameSource
{
    /// <summary>CAP_PROP_N_THREADS, which OpenCvSharp does not name.</summary>
    public const int ThreadsProperty = 70;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly VideoCapture _capture;
    private readonly FramePixels _pixels = new();
    private readonly PresentationClock _clock;
    private readonly double _announcedSeconds;
    private Mat? _first;
    private int _width;
    private int _height;
    private long _index;
    private TimeSpan _time;
    private bool _ended;
    private volatile bool _stopped;

    private VideoFileSource(string path, VideoCapture capture, Mat first, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _capture = capture;
        _first = first;
        _width = first.Width;
        _height = first.Height;
        double rate = capture.Fps is > 0 and < 1000 and double r ? r : 0;
        int count = capture.FrameCount;
        _announcedSeconds = count > 0 && rate > 0 ? count / rate : 0;
        _clock = new PresentationClock(rate);
        Info = new SourceInfo(Path.GetFileName(path), _width, _height, rate, count > 0 ? count : null, IsLive: false);
    }

    public SourceInfo Info { get; }

    public long Dropped => 0;

    /// <summary>Opens the file and decodes its first frame, whose size (after rotation) is the one announced.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Empty, or nothing in it can be decoded.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static VideoFileSource Open(string path, SourceOptions options, ILogger logger)
    {
        string full = Path.GetFullPath(path); // absolute, so that FFmpeg cannot take "a:b.mp4" for a protocol
        byte[] head = InputFile.ReadHead(full, 12);
        NativeLog.Silence();
        VideoCapture capture = new(full, VideoCaptureAPIs.FFMPEG, [ThreadsProperty, options.ActualDecodeThreads]);
        Mat first = new();
        if (capture.IsOpened() && capture.Read(first) && !first.Empty())
        {
            return new VideoFileSource(full, capture, first, logger);
        }

        first.Dispose();
        capture.Dispose();
        throw new InvalidDataException(InputFile.LooksLikeMp4(head)
            ? $"'{full}' holds no video that can be decoded: its index is missing or its data is cut off, as when a recording was interrupted; copy or record it again."
            : $"'{full}' is not a video that can be decoded; give a video file, an image, a folder of images, a camera number or a stream address.");
    }

    public bool TryRead(Frame frame)
    {
        lock (_gate)
        {
            if (_stopped || _ended || !Decode(frame))
            {
                End();
                return false;
            }

            _time = _clock.Next(_capture.Get(VideoCaptureProperties.PosMsec));
            frame.Stamp = new FrameStamp(_index++, Stopwatch.GetTimestamp(), _time);
            return true;
        }
    }

    public void RequestStop() => _stopped = true;

    public void Dispose()
    {
        _stopped = true;
        lock (_gate)
        {
            _first?.Dispose();
            _pixels.Dispose();
            _capture.Dispose();
        }
    }

    private bool Decode(Frame frame)
    {
        Mat target = _pixels.Wrap(frame, _width, _height);
        if (_first is not null)
        {
            _first.CopyTo(target);
            _first.Dispose();
            _first = null;
            return true;
        }

        if (!_capture.Read(target))
        {
            return false;
        }

        _pixels.Settle(frame, target);
        _width = frame.Width;
        _height = frame.Height;
        return true;
    }

    /// <summary>Once, at the end of the data: says so when the container announced more than could be read.</summary>
    private void End()
    {
        if (_ended || _stopped)
        {
            return;
        }

        _ended = true;
        double interval = Info.FramesPerSecond > 0 ? 1 / Info.FramesPerSecond : 0;
        double seconds = _time.TotalSeconds + interval;
        if (_index < Info.FrameCount && seconds < _announcedSeconds - (interval / 2))
        {
            _logger.LogWarning(
                "'{File}' is cut short or damaged: {Read} of {Count} frames ({Seconds} of {Announced} s) could be read; they are used, the rest is missing.",
                _path, _index, Info.FrameCount, Text(seconds), Text(_announcedSeconds));
        }
    }

    private static string Text(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);
}
