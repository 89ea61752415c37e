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
    public static byte[] Good(int filler = 0)
    {
        byte[] noise = new byte[filler];
        new Random(7).NextBytes(noise);
        return Of((Folder + "deploy.json", "{}"u8.ToArray()), (Folder + "end2end.onnx", Network), (Folder + "noise", noise));
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
