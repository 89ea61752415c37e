using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sinks;

/// <summary>H.264 in MP4 through the <c>ffmpeg</c> program, every frame at its own time.</summary>
/// <remarks>
/// While running, the file is a fragmented MP4, which is readable up to its last fragment whatever happens;
/// <see cref="Complete"/> rewrites it (without encoding again) to a plain MP4 with its index in front.
/// Odd sizes are padded by one row or column. Colours are BT.709, limited range, and marked as such.
/// </remarks>
internal sealed class FfmpegEncoder : IVideoEncoder
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly FfmpegProgram _program;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Process _process;
    private readonly Stream _pipe;
    private readonly ErrorText _errors;
    private readonly byte[] _pictureHeader = new byte[64];

    public FfmpegEncoder(FfmpegProgram program, string path, int width, int height, double framesPerSecond, VideoSinkOptions options, ILogger logger)
    {
        _program = program;
        _path = path;
        _logger = logger;
        _process = program.Start(EncodeArguments(program, path, framesPerSecond, options));
        _errors = new ErrorText(_process);
        _pipe = _process.StandardInput.BaseStream;
        Send(RawMatroska.Start(width, height, framesPerSecond));
    }

    public void Write(ReadOnlySpan<byte> pixels, TimeSpan time)
    {
        int length = RawMatroska.WritePictureHeader(_pictureHeader, pixels.Length, time);
        Send(_pictureHeader.AsSpan(0, length));
        Send(pixels);
    }

    public void Complete()
    {
        if (!Finish(_process, _pipe))
        {
            throw Fault(null);
        }

        MoveIndexToFront();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Finish(_process, _pipe);
        }

        _process.Dispose();
    }

    private static List<string> EncodeArguments(FfmpegProgram program, string path, double framesPerSecond, VideoSinkOptions options) =>
    [
        "-hide_banner", "-loglevel", "error", "-y",
        "-probesize", "32", "-analyzeduration", "0", "-f", "matroska", "-i", "pipe:0",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv,pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p",
        .. program.FrameTiming("vfr"), "-enc_time_base", "1:90000", "-video_track_timescale", "90000",
        "-c:v", "libx264", "-preset", options.Preset, "-crf", options.Quality.ToString(CultureInfo.InvariantCulture),
        "-g", Math.Clamp((int)Math.Round(2 * framesPerSecond), 1, 240).ToString(CultureInfo.InvariantCulture),
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", "file:" + path,
    ];

    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _pipe.Write(bytes);
        }
        catch (IOException e)
        {
            Finish(_process, _pipe);
            throw Fault(e);
        }
    }

    /// <summary>Ends the input and waits for the program; false when it failed.</summary>
    private static bool Finish(Process process, Stream pipe)
    {
        try
        {
            pipe.Dispose();
        }
        catch (IOException)
        {
            // The program has closed its end; its exit code says why.
        }

        if (!process.WaitForExit(Patience))
        {
            process.Kill();
        }

        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private void MoveIndexToFront()
    {
        string finished = _path + ".tmp";
        using Process process = _program.Start(
        [
            "-hide_banner", "-loglevel", "error", "-y", "-i", "file:" + _path, "-c", "copy",
            "-movflags", "+faststart", "-f", "mp4", "file:" + finished,
        ]);
        ErrorText errors = new(process);
        if (Finish(process, process.StandardInput.BaseStream))
        {
            File.Move(finished, _path, overwrite: true);
            return;
        }

        File.Delete(finished);
        _logger.LogWarning(
            "'{File}' is complete and plays, but stays in fragmented form because its index could not be moved to the front: {Reason}.",
            _path, errors.Sentence);
    }

    private IOException Fault(Exception? cause) => _errors.Sentence switch
    {
        string text when text.Contains("No space left", StringComparison.OrdinalIgnoreCase) => WriteFault.DiskFull(_path, cause),
        string text when text.Contains("File too large", StringComparison.OrdinalIgnoreCase) => WriteFault.TooLarge(_path, cause),
        string text => new IOException($"Cannot write '{_path}': ffmpeg ended with code {_process.ExitCode}: {text}.", cause),
    };

    /// <summary>What a process wrote to stderr.</summary>
    private sealed class ErrorText
    {
        private const int MostCharacters = 300;

        private readonly StringBuilder _text = new();

        public ErrorText(Process process)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, line) => Add(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        /// <summary>The first lines: a program's first complaint is the cause, and the others follow from it.</summary>
        public string Sentence
        {
            get
            {
                lock (_text)
                {
                    return _text.Length > 0 ? _text.ToString() : "no reason given";
                }
            }
        }

        private void Add(string? line)
        {
            lock (_text)
            {
                if (!string.IsNullOrWhiteSpace(line) && _text.Length < MostCharacters)
                {
                    _text.Append(_text.Length > 0 ? "; " : "").Append(line.Trim().TrimEnd('.'));
                }
            }
        }
    }
}
