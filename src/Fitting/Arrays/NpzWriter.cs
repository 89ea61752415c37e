using System.IO.Compression;

namespace LivePose.Fitting.Arrays;

/// <summary>Writes NumPy <c>.npz</c> archives, array after array.</summary>
public sealed class NpzWriter : IDisposable
{
    /// <summary>The same date in every archive, so that equal content gives equal bytes.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly CompressionLevel _compression;

    /// <summary>Begins an archive on a stream, which stays open.</summary>
    /// <param name="stream">Written to until disposal.</param>
    /// <param name="compression">None by default, as <c>numpy.savez</c>.</param>
    public NpzWriter(Stream stream, CompressionLevel compression = CompressionLevel.NoCompression)
        : this(new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true), compression)
    {
    }

    private NpzWriter(ZipArchive zip, CompressionLevel compression)
    {
        _zip = zip;
        _compression = compression;
    }

    /// <summary>Begins a file.</summary>
    public static NpzWriter Create(string path, CompressionLevel compression = CompressionLevel.NoCompression) =>
        new(new ZipArchive(File.Create(path), ZipArchiveMode.Create), compression);

    /// <summary>Appends one array.</summary>
    public void Write(string name, NdArray array)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(name + ".npy", _compression);
        entry.LastWriteTime = Epoch;
        using Stream stream = entry.Open();
        NpyFile.Write(stream, array);
    }

    /// <summary>Finishes the archive.</summary>
    public void Dispose() => _zip.Dispose();
}
