using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>A network stream through the <c>ffmpeg</c> program, because OpenCV's own FFmpeg is built without networking on Linux.</summary>
/// <remarks>A watchdog ends the program when no picture comes in time, so a read never hangs.</remarks>
internal sealed class ProgramFeed : ILiveFeed
{
    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly Y4mReader _reader;
    private readonly Timer _watchdog;
    private readonly TimeSpan _readTimeout;
    private Mat? _planes;
    private bool _isRecording;
    private bool _isAborted;
    private bool _isDisposed;

    /// <summary>Starts the program; pictures and faults show in <see cref="TryRead"/>.</summary>
    public ProgramFeed(FfmpegProgram program, string address, SourceOptions options)
    {
        _readTimeout = options.ReadTimeout;
        _process = program.Start(Arguments(program, address, options));
        _process.StandardInput.Close();
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        _reader = new Y4mReader(_process.StandardOutput.BaseStream);
        _watchdog = new Timer(_ => Abort(), null, options.OpenTimeout, Timeout.InfiniteTimeSpan);
    }

    public double FramesPerSecond => _reader.FramesPerSecond;

    public bool IsFinished { get; private set; }

    public bool TryRead(Mat picture)
    {
        _planes ??= Start();
        if (_planes is null || !_reader.TryReadPicture(_planes.AsSpan<byte>()))
        {
            _process.WaitForExit();
            IsFinished = _isRecording && !_isAborted && _process.ExitCode == 0;
            return false;
        }

        _watchdog.Change(_readTimeout, Timeout.InfiniteTimeSpan);
        Cv2.CvtColor(_planes, picture, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    public void Abort()
    {
        lock (_gate)
        {
            if (!_isDisposed && !_process.HasExited)
            {
                _isAborted = true;
                _process.Kill();
            }
        }
    }

    public void Dispose()
    {
        Abort();
        lock (_gate)
        {
            _isDisposed = true;
            _watchdog.Dispose();
            _process.Dispose();
            _planes?.Dispose();
        }
    }

    /// <summary>No buffering before decoding, frames as they come, BT.601 because that is what OpenCV's conversion assumes.</summary>
    private static IEnumerable<string> Arguments(FfmpegProgram program, string address, SourceOptions options) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "info",
        "-threads", options.ActualDecodeThreads.ToString(CultureInfo.InvariantCulture),
        "-fflags", "nobuffer", "-flags", "low_delay", "-analyzeduration", "3000000",
        .. address.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase) ? new[] { "-rtsp_transport", "tcp" } : [],
        "-i", address, "-map", "0:v:0",
        "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2:out_color_matrix=bt601:out_range=tv,format=yuv420p",
        .. program.FrameTiming("passthrough"), "-f", "yuv4mpegpipe", "pipe:1",
    ];

    private Mat? Start() => _reader.TryReadHeader() ? new Mat(_reader.Height * 3 / 2, _reader.Width, MatType.CV_8UC1) : null;

    /// <summary>Of all that the program says, only the line that tells a recording from a live stream matters here.</summary>
    private void Note(string? line)
    {
        if (line is not null && line.Contains("Duration: ", StringComparison.Ordinal) && !line.Contains("Duration: N/A", StringComparison.Ordinal))
        {
            _isRecording = true;
        }
    }
}
