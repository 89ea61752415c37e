using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace LivePose.Capture.Sinks;

/// <summary>An MP4 of the source's pictures with the people drawn over them, each frame at its own time.</summary>
/// <remarks>
/// H.264 through the <c>ffmpeg</c> program where it is on PATH, else MPEG-4 Part 2 through OpenCV. The file starts at 0 with the
/// first frame. A picture of another size than the header's is scaled into it, with black bars. Drawing happens on the sink's
/// own copy.
/// </remarks>
/// <param name="path">File to write, <c>*.mp4</c>.</param>
/// <param name="options">Settings.</param>
/// <param name="logger">Told which encoder is used and why.</param>
public sealed class VideoSink(string path, VideoSinkOptions options, ILogger logger) : IPoseSink
{
    private byte[] _canvas = [];
    private byte[] _drawing = [];
    private Size _size;
    private PoseOverlay? _overlay;
    private VideoFile? _file;

    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        _size = new Size(header.Width, header.Height);
        _canvas = GC.AllocateUninitializedArray<byte>(3 * header.Width * header.Height, pinned: true);
        _overlay = new PoseOverlay(header.Keypoints);
        _file = new VideoFile(path, _size.Width, _size.Height, header.FramesPerSecond, options, logger);
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        if (_file is null || _overlay is null)
        {
            throw new InvalidOperationException("Write comes after Begin.");
        }

        bool fits = frame.Width == _size.Width && frame.Height == _size.Height;
        Span<byte> drawing = fits ? _canvas : DrawingOf(frame);
        frame.Image.Pixels[..drawing.Length].CopyTo(drawing);
        _overlay.Draw(drawing, frame.Width, frame.Height, frame, options.Status?.Invoke());
        if (!fits)
        {
            Letterbox(frame.Width, frame.Height);
        }

        _file.Write(_canvas, frame.Stamp.Time);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _file?.Complete();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private Span<byte> DrawingOf(Frame frame)
    {
        int bytes = 3 * frame.Width * frame.Height;
        if (_drawing.Length < bytes)
        {
            _drawing = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        }

        return _drawing.AsSpan(0, bytes);
    }

    /// <summary>Scales the drawing into the middle of the canvas.</summary>
    private void Letterbox(int width, int height)
    {
        double scale = Math.Min((double)_size.Width / width, (double)_size.Height / height);
        Size fitted = new(Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        using Mat from = Mat.FromPixelData(height, width, MatType.CV_8UC3, Marshal.UnsafeAddrOfPinnedArrayElement(_drawing, 0));
        using Mat canvas = Mat.FromPixelData(_size.Height, _size.Width, MatType.CV_8UC3, Marshal.UnsafeAddrOfPinnedArrayElement(_canvas, 0));
        canvas.SetTo(Scalar.Black);
        using Mat middle = canvas[new Rect((_size.Width - fitted.Width) / 2, (_size.Height - fitted.Height) / 2, fitted.Width, fitted.Height)];
        Cv2.Resize(from, middle, fitted, 0, 0, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
    }
}
