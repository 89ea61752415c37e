using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>Pictures from image files, as 8-bit BGR upright: alpha dropped, grey expanded, 16 bits scaled, EXIF orientation applied.</summary>
/// <remarks>
/// A frame's index is the position of its file in the list, so an unreadable file leaves a gap. Its time is index / rate.
/// </remarks>
internal sealed class ImageSource : IFrameSource
{
    private readonly Lock _gate = new();
    private readonly string[] _files;
    private readonly double _rate;
    private readonly ILogger _logger;
    private readonly FramePixels _pixels = new();
    private byte[] _bytes = [];
    private Mat? _ahead;
    private int _next;
    private volatile bool _stopped;

    /// <summary>Decodes the first readable image.</summary>
    /// <param name="files">Paths, at least one.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="options">Settings.</param>
    /// <param name="logger">Told of each file that is skipped.</param>
    /// <exception cref="InvalidDataException">No file can be decoded.</exception>
    public ImageSource(string[] files, string name, SourceOptions options, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ImagesPerSecond);
        NativeLog.Silence();
        _files = files;
        _rate = options.ImagesPerSecond;
        _logger = logger;
        _ahead = DecodeNext();
        if (_ahead is null)
        {
            throw new InvalidDataException(files.Length == 1
                ? $"'{files[0]}' is not an image that can be decoded; save it again as PNG or JPEG."
                : $"None of the {files.Length} images of '{name}' can be decoded; save them again as PNG or JPEG.");
        }

        Info = new SourceInfo(name, _ahead.Width, _ahead.Height, _rate, files.Length, IsLive: false)
        {
            FrameNames = Array.ConvertAll(files, Path.GetFileName)!,
        };
    }

    public SourceInfo Info { get; }

    public long Dropped => 0;

    public bool TryRead(Frame frame)
    {
        lock (_gate)
        {
            if (_stopped || (_ahead ?? DecodeNext()) is not { } picture)
            {
                return false;
            }

            _ahead = null;
            using (picture)
            {
                picture.CopyTo(_pixels.Wrap(frame, picture.Width, picture.Height));
            }

            int index = _next - 1;
            frame.Stamp = new FrameStamp(index, Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(index / _rate));
            return true;
        }
    }

    public void RequestStop() => _stopped = true;

    public void Dispose()
    {
        _stopped = true;
        lock (_gate)
        {
            _ahead?.Dispose();
            _ahead = null;
            _pixels.Dispose();
        }
    }

    /// <summary>The next picture that can be decoded; null after the last.</summary>
    private Mat? DecodeNext()
    {
        while (_next < _files.Length)
        {
            string file = _files[_next++];
            if (Decode(file, out string? fault) is { } picture)
            {
                return picture;
            }

            if (_files.Length > 1)
            {
                _logger.LogWarning("The image '{File}' is skipped: {Fault}.", file, fault);
            }
        }

        return null;
    }

    private Mat? Decode(string file, out string? fault)
    {
        try
        {
            ReadOnlySpan<byte> content = Load(file);
            fault = content.IsEmpty ? "it is empty" : "it cannot be decoded";
            Mat? picture = content.IsEmpty ? null : Cv2.ImDecode(content, ImreadModes.Color);
            if (picture is null || picture.Empty())
            {
                picture?.Dispose();
                return null;
            }

            return picture;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OpenCVException)
        {
            fault = e.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>The content of a file, in a buffer that is kept. Decoding from memory keeps paths out of OpenCV, which knows no Unicode on Windows.</summary>
    private ReadOnlySpan<byte> Load(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int length = checked((int)stream.Length);
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        stream.ReadExactly(_bytes.AsSpan(0, length));
        return _bytes.AsSpan(0, length);
    }
}
