using LivePose.Capture.Sinks;
using LivePose.Render;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Window;

/// <summary>A film of what the window shows, begun and ended by a key. Another size of the window begins another file.</summary>
/// <param name="context">Of the window, current on this thread.</param>
/// <param name="nextPath">Names each file.</param>
/// <param name="framesPerSecond">Of the source; 0 = unknown.</param>
/// <param name="logger">Told of each file.</param>
internal sealed class WindowRecording(IGlContext context, Func<string> nextPath, double framesPerSecond, ILogger logger) : IDisposable
{
    private readonly Queue<TimeSpan> _times = new();
    private readonly FrameReadback _readback = new(context.Gl);
    private VideoFile? _file;
    private string _path = "";
    private byte[] _picture = [];
    private (int Width, int Height) _size;

    /// <summary>True while a file is being written.</summary>
    public bool IsOpen => _file is not null;

    /// <summary>Adds a picture, to a new file where none is open or the size changed.</summary>
    /// <param name="target">The picture.</param>
    /// <param name="time">Of its frame, later than the last one's.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(RenderTarget target, TimeSpan time)
    {
        if (_file is not null && (target.Width, target.Height) != _size)
        {
            Complete();
        }

        if (_file is null)
        {
            _path = nextPath();
            _size = (target.Width, target.Height);
            _picture = new byte[3 * target.Width * target.Height];
            _file = new VideoFile(_path, target.Width, target.Height, framesPerSecond, new VideoSinkOptions(), logger);
        }

        if (_readback.IsFull)
        {
            WriteOldest();
        }

        _readback.Enqueue(target);
        _times.Enqueue(time);
    }

    /// <summary>Finishes the file, if there is one.</summary>
    /// <returns>Its path, or null.</returns>
    /// <exception cref="IOException">It cannot be finished.</exception>
    public string? Complete()
    {
        if (_file is null)
        {
            return null;
        }

        while (_readback.Count > 0)
        {
            WriteOldest();
        }

        _file.Complete();
        _file.Dispose();
        _file = null;
        logger.LogInformation("Recorded '{File}'.", _path);
        return _path;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _readback.Dispose();
    }

    private void WriteOldest()
    {
        _readback.Read(_picture);
        _file!.Write(_picture, _times.Dequeue());
    }
}
