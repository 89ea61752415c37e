namespace LivePose.Capture.Sinks;

/// <summary>A result file that is readable after every append: nothing is buffered, and a failed append is taken back.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly FileStream _stream;
    private long _end;
    private byte[] _closing = [];

    /// <summary>Creates the file and its folder; replaces an older file.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public OutputFile(string path)
    {
        FilePath = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            _stream = new FileStream(FilePath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFault.Create(FilePath, e);
        }
    }

    /// <summary>Absolute path.</summary>
    public string FilePath { get; }

    /// <summary>Appends bytes with one system call, followed by a closing that the next append overwrites.</summary>
    /// <param name="bytes">The body and, at its end, the closing (for example the bracket that ends a JSON array).</param>
    /// <param name="closingLength">Length of the closing, bytes.</param>
    /// <exception cref="IOException">It cannot be written; the file is cut back to what it held before.</exception>
    public void Append(ReadOnlySpan<byte> bytes, int closingLength = 0)
    {
        try
        {
            _stream.Write(bytes);
            _end += bytes.Length - closingLength;
            if (closingLength > 0)
            {
                RememberClosing(bytes[^closingLength..]);
                _stream.Position = _end;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TakeBack();
            throw WriteFault.Create(FilePath, e);
        }
        catch (ArgumentOutOfRangeException e) // how FileStream reports a file as large as its file system or quota allows
        {
            TakeBack();
            throw WriteFault.TooLarge(FilePath, e);
        }
    }

    public void Dispose() => _stream.Dispose();

    private void RememberClosing(ReadOnlySpan<byte> closing)
    {
        if (!closing.SequenceEqual(_closing))
        {
            _closing = closing.ToArray();
        }
    }

    private void TakeBack()
    {
        try
        {
            _stream.SetLength(_end);
            _stream.Position = _end;
            _stream.Write(_closing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The append's own error is the one to report; a device such as a pipe cannot be cut.
        }
    }
}
