using OpenCvSharp;

namespace LivePose.Capture.Sinks;

/// <summary>MPEG-4 Part 2 in MP4 through OpenCV, for machines without the <c>ffmpeg</c> program.</summary>
/// <remarks>
/// Its frame rate is constant, so a picture is repeated or left out where the source's times ask for it: picture n stands at
/// n / rate. The file is readable only after <see cref="Complete"/> or <see cref="Dispose"/>.
/// </remarks>
internal sealed class OpenCvEncoder : IVideoEncoder
{
    private readonly string _path;
    private readonly VideoWriter _writer;
    private readonly Mat _last;
    private readonly double _framesPerSecond;
    private long _written;

    public OpenCvEncoder(string path, int width, int height, double framesPerSecond)
    {
        _path = path;
        _framesPerSecond = framesPerSecond;
        _last = new Mat(height, width, MatType.CV_8UC3);
        _writer = new VideoWriter(path, VideoCaptureAPIs.FFMPEG, FourCC.FromString("mp4v"), framesPerSecond, new Size(width, height));
        if (!_writer.IsOpened())
        {
            Dispose();
            throw new IOException($"Cannot write '{path}': OpenCV could not create the video; install the ffmpeg program or choose another output folder.");
        }
    }

    public void Write(ReadOnlySpan<byte> pixels, TimeSpan time)
    {
        long due = (long)Math.Round(time.TotalSeconds * _framesPerSecond);
        if (_written > 0)
        {
            RepeatUntil(due);
        }

        pixels.CopyTo(_last.AsSpan<byte>());
        RepeatUntil(due + 1);
    }

    public void Complete()
    {
        _writer.Release();
        if (_written > 0 && new FileInfo(_path) is not { Exists: true, Length: > 0 })
        {
            throw new IOException($"Cannot write '{_path}': OpenCV produced no file; is the disk full?");
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _last.Dispose();
    }

    private void RepeatUntil(long count)
    {
        for (; _written < count; _written++)
        {
            _writer.Write(_last);
        }
    }
}
