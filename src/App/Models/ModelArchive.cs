using System.IO.Compression;
using System.Security.Cryptography;

namespace LivePose.App.Models;

/// <summary>A zip archive with a network in it, as MMDeploy's SDK export makes them.</summary>
internal static class ModelArchive
{
    /// <summary>Name of the network inside, in whatever folder.</summary>
    public const string Member = "end2end.onnx";

    private const long LargestNetwork = int.MaxValue; // an ONNX file ends at 2 GiB

    /// <summary>Unpacks the network, and nothing else, into a file.</summary>
    /// <param name="archive">The zip file.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="target">File to write; replaced when there.</param>
    /// <returns>SHA-256 of the network, lower-case hexadecimal.</returns>
    /// <exception cref="InvalidDataException">The archive is damaged, has no network, or has paths that lead out of a folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Unpack(string archive, string name, string target)
    {
        using ZipArchive zip = Open(archive, name);
        ZipArchiveEntry network = FindNetwork(zip, name);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            using FileStream file = new(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            long copied = Copy(network, name, hash, file);
            return copied == network.Length ? Convert.ToHexStringLower(hash.GetHashAndReset()) : throw Damaged(name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Create(target, fault);
        }
    }

    private static ZipArchive Open(string archive, string name)
    {
        ZipArchive zip;
        try
        {
            zip = ZipFile.OpenRead(archive);
        }
        catch (InvalidDataException fault)
        {
            throw Damaged(name, fault);
        }

        try
        {
            _ = zip.Entries.Count; // reads the directory
            return zip;
        }
        catch (InvalidDataException fault)
        {
            zip.Dispose();
            throw Damaged(name, fault);
        }
    }

    private static ZipArchiveEntry FindNetwork(ZipArchive zip, string name)
    {
        if (zip.Entries.FirstOrDefault(entry => LeadsOut(entry.FullName)) is { } hostile)
        {
            throw new InvalidDataException($"The archive of '{name}' has the path '{hostile.FullName}', which leads out of its folder, so nothing was installed; do not trust its source.");
        }

        ZipArchiveEntry[] networks = [.. zip.Entries.Where(entry => entry.Name == Member)];
        return networks switch
        {
            [{ Length: > 0 and <= LargestNetwork } one] => one,
            [_] => throw new InvalidDataException($"The network in the archive of '{name}' is empty or larger than 2 GiB, so nothing was installed; do not trust its source."),
            _ => throw new InvalidDataException($"The archive of '{name}' has {networks.Length} files named {Member} instead of one, so nothing was installed; it is another kind of archive."),
        };
    }

    private static bool LeadsOut(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || path.Contains(':', StringComparison.Ordinal) || path.Split('/', '\\').Contains("..");

    private static long Copy(ZipArchiveEntry network, string name, IncrementalHash hash, FileStream file)
    {
        byte[] block = new byte[1 << 16];
        long copied = 0;
        try
        {
            using Stream content = network.Open();
            for (int count; (count = content.Read(block)) > 0; copied += count)
            {
                hash.AppendData(block, 0, count);
                file.Write(block, 0, count);
            }

            return copied;
        }
        catch (InvalidDataException fault)
        {
            throw Damaged(name, fault);
        }
    }

    private static InvalidDataException Damaged(string name, Exception? cause = null) => new(
        $"What came for '{name}' is no zip archive, or a damaged one, so nothing was installed; run 'livepose models install {name}' again, or name a mirror with --source.", cause);
}
