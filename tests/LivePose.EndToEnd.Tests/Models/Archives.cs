using System.IO.Compression;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>Zip archives as MMDeploy's SDK export makes them, with small networks inside.</summary>
internal static class Archives
{
    private const string Folder = "20230831/rtmpose_onnx/tiny/";

    /// <summary>The ONNX file of a small pose network.</summary>
    public static byte[] Network { get; } = Bytes();

    /// <summary>An archive with that network and, to make it longer, what cannot be compressed.</summary>
    /// <param name="filler">Bytes of it.</param>
    /// <param name="seed">Archives of other seeds share no long run of bytes but the network.</param>
    public static byte[] Good(int filler = 0, int seed = 7)
    {
        byte[] noise = new byte[filler];
        new Random(seed).NextBytes(noise);
        return Of((Folder + "noise", noise), (Folder + "deploy.json", "{}"u8.ToArray()), (Folder + "end2end.onnx", Network));
    }

    /// <summary>An archive of any files.</summary>
    public static byte[] Of(params (string Path, byte[] Content)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string path, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Bytes()
    {
        using TemporaryFolder folder = new();
        TinyNetworks.BuildPose().Save(folder.File("pose.onnx"));
        return File.ReadAllBytes(folder.File("pose.onnx"));
    }
}
