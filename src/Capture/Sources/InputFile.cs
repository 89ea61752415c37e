namespace LivePose.Capture.Sources;

/// <summary>Checks that come before a decoder sees a file, so that the message can say what is wrong.</summary>
internal static class InputFile
{
    /// <summary>Reads the first bytes of a file that must exist, be readable and not be empty.</summary>
    /// <returns>Up to <paramref name="count"/> bytes.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadHead(string path, int count)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] head = new byte[count];
            int read = stream.ReadAtLeast(head, count, throwOnEndOfStream: false);
            return read > 0 ? head[..read] : throw new InvalidDataException(
                $"'{path}' is empty (0 bytes); copy or record it again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"'{path}' does not exist; check the path.", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' may not be read by this user; change its permissions.", e);
        }
    }

    /// <summary>True for the start of an MP4 or QuickTime file: a box named <c>ftyp</c>.</summary>
    public static bool LooksLikeMp4(ReadOnlySpan<byte> head) => head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8);
}
