using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sinks;

/// <summary>Reads what <see cref="PoseLinesSink"/> writes: a header, then one frame a line, checked as it goes.</summary>
/// <remarks>A last line that was cut off, as by a kill while it was written, is reported and left out.</remarks>
public sealed class PoseLinesReader : IDisposable
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly StreamReader _reader;
    private long _line;
    private long _lastFrame = -1;
    private TimeSpan _lastTime = TimeSpan.MinValue;

    private PoseLinesReader(string path, StreamReader reader, ILogger logger)
    {
        _path = path;
        _reader = reader;
        _logger = logger;
        Header = ReadHeader();
    }

    /// <summary>What the file says about itself.</summary>
    public SinkHeader Header { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">File.</param>
    /// <param name="logger">Told of a cut last line.</param>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">The header is missing or wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PoseLinesReader Open(string path, ILogger logger)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"'{full}' does not exist; check the path.", full);
        }

        StreamReader reader;
        try
        {
            reader = new StreamReader(full, Encoding.UTF8);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{full}' may not be read by this user; change its permissions.", e);
        }

        try
        {
            return new PoseLinesReader(full, reader, logger);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next frame. Frame indices and times increase strictly.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The line is damaged; the message names file, line and fault.</exception>
    public bool TryRead([NotNullWhen(true)] out PoseLine? line)
    {
        line = null;
        while (_reader.ReadLine() is { } text)
        {
            _line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                line = PoseLineParser.ParseFrame(text, Header.Keypoints.Count);
                CheckOrder(line);
                return true;
            }
            catch (JsonException e)
            {
                line = null;
                if (_reader.Peek() < 0 && !EndsWithNewLine())
                {
                    _logger.LogWarning("Line {Line} of '{File}' was cut off while it was written; the {Count} frames before it are used.", _line, _path, _line - 2);
                    return false;
                }

                throw Fault(e);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private SinkHeader ReadHeader()
    {
        _line = 1;
        try
        {
            return PoseLineParser.ParseHeader(_reader.ReadLine() ?? "");
        }
        catch (JsonException e)
        {
            throw Fault(e);
        }
    }

    private void CheckOrder(PoseLine line)
    {
        if (line.Frame <= _lastFrame || line.Time <= _lastTime)
        {
            throw new JsonException($"'frame' and 'time' must be larger than in the line before");
        }

        _lastFrame = line.Frame;
        _lastTime = line.Time;
    }

    private bool EndsWithNewLine()
    {
        using FileStream stream = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    private InvalidDataException Fault(JsonException e)
    {
        // System.Text.Json adds its own position, counted within the line; the line number of the file replaces it.
        string reason = e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.');
        return new InvalidDataException($"'{_path}', line {_line}: {reason}; run the command that wrote it again.", e);
    }
}
