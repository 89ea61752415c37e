namespace LivePose.Fitting.Arrays;

/// <summary>A file of named arrays: a NumPy <c>.npz</c> archive or a pickled dictionary, told apart by their first bytes.</summary>
public sealed class NamedArrays : IDisposable
{
    private readonly NpzReader? _npz;
    private readonly Dictionary<string, object?> _pickle = new(StringComparer.Ordinal);

    private NamedArrays(string file, NpzReader npz)
    {
        File = file;
        _npz = npz;
        Names = [.. npz.Names];
    }

    private NamedArrays(string file, Dictionary<object, object?> pickle)
    {
        File = file;
        foreach ((object key, object? value) in pickle)
        {
            _pickle[key as string ?? key.ToString() ?? string.Empty] = value;
        }

        Names = [.. _pickle.Keys];
    }

    /// <summary>File name for messages.</summary>
    public string File { get; }

    /// <summary>Names of everything in the file, in file order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is neither kind of file, or damaged.</exception>
    public static NamedArrays Open(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        FileStream stream = System.IO.File.OpenRead(path);
        string file = Path.GetFileName(path);
        Span<byte> start = stackalloc byte[2];
        int read = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read == 2 && start[0] == 'P' && start[1] == 'K')
        {
            return new NamedArrays(file, new NpzReader(stream, file));
        }

        stream.Dispose();
        return PickleReader.Read(path) is Dictionary<object, object?> map
            ? new NamedArrays(file, map)
            : throw new InvalidDataException($"'{file}' is a pickle, but not of a dictionary of arrays.");
    }

    /// <summary>True when there is something of this name.</summary>
    public bool Contains(string name) => _npz?.Contains(name) ?? _pickle.ContainsKey(name);

    /// <summary>The array of this name.</summary>
    /// <exception cref="InvalidDataException">It is missing, no array, or damaged.</exception>
    public NdArray Read(string name)
    {
        if (_npz is not null)
        {
            return _npz.Read(name);
        }

        return _pickle.TryGetValue(name, out object? value)
            ? PickledArrays.ToArray(value, $"{File}:{name}")
            : throw new InvalidDataException($"'{File}' has no array '{name}'; it has {string.Join(", ", Names)}.");
    }

    /// <summary>What an entry is, in words.</summary>
    public string Describe(string name)
    {
        if (_npz is null && !PickledArrays.IsArray(_pickle.GetValueOrDefault(name)))
        {
            return PickledArrays.Describe(_pickle.GetValueOrDefault(name));
        }

        NdArray array = Read(name);
        return $"{array.ElementType} {array.ShapeText}";
    }

    /// <inheritdoc/>
    public void Dispose() => _npz?.Dispose();
}
