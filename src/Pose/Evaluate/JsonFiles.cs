namespace LivePose.Pose.Evaluate;

/// <summary>Loads a JSON file for <see cref="JsonCursor"/>.</summary>
internal static class JsonFiles
{
    /// <summary>All bytes of the file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or larger than one array can hold.</exception>
    public static byte[] Load(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        if (file.Length > Array.MaxLength)
        {
            throw new InvalidDataException($"{path}: {file.Length} bytes is more than can be read at once (2 GiB); split the file.");
        }

        byte[] data = File.ReadAllBytes(path);
        return data.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0 ? throw new InvalidDataException($"{path}: the file is empty.") : data;
    }
}
