using System.IO.Compression;

namespace LivePose.Fitting.Arrays;

/// <summary>A NumPy <c>.npz</c> archive opened for reading: named arrays, each decoded when asked for.</summary>
public sealed class NpzReader : IDisposable
{
    /// <summary>Deflate cannot expand further than this (zlib's technical details), so more is a lie in the directory.</summary>
    private const long MaxExpansion = 1032;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly string _file;

    /// <summary>Opens an archive on a stream.</summary>
    /// <param name="stream">Seekable; owned by the reader from here on.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="InvalidDataException">It is not a zip archive or its directory is damaged.</exception>
    public NpzReader(Stream stream, string file)
    {
        _file = file;
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in _zip.Entries)
            {
                string name = entry.FullName;
                _entries[name.EndsWith(".npy", StringComparison.Ordinal) ? name[..^4] : name] = entry;
            }
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException or OverflowException)
        {
            _zip?.Dispose();
            stream.Dispose();
            throw new InvalidDataException($"'{file}' is not a readable .npz archive: its zip directory is missing or damaged, perhaps truncated.", e);
        }
    }

    /// <summary>Names of the arrays, without <c>.npy</c>.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens a file.</summary>
    public static NpzReader Open(string path) => new(File.OpenRead(path), Path.GetFileName(path));

    /// <summary>True when the archive has an array of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Decodes one array.</summary>
    /// <exception cref="InvalidDataException">It is not there, it is damaged, or it declares more than the archive can hold.</exception>
    public NdArray Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw new InvalidDataException($"'{_file}' has no array '{name}'; it has {string.Join(", ", Names)}.");
        }

        string label = $"{_file}:{name}";
        if (entry.Length > (MaxExpansion * entry.CompressedLength) + 64)
        {
            throw new InvalidDataException($"'{label}' claims to unpack {entry.CompressedLength} bytes into {entry.Length}, which deflate cannot do.");
        }

        try
        {
            using Stream stream = entry.Open();
            return NpyFile.Read(stream, entry.Length, label);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or InvalidDataException { Source: "System.IO.Compression" })
        {
            throw new InvalidDataException($"'{label}' cannot be unpacked; the archive is truncated or damaged ({e.Message})", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();
}
