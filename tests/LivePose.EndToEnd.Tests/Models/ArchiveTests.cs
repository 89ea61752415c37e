using CsCheck;
using LivePose.App.Models;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>Archives that are not what they should be.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> Bad { get; } = new()
    {
        { "a page of a web server", "<html>no such thing</html>"u8.ToArray(), "no zip archive" },
        { "nothing", [], "no zip archive" },
        { "half an archive", Archives.Good()[..^40], "no zip archive" },
        { "an archive without a network", Archives.Of(("readme.txt", [1])), "0 files named end2end.onnx" },
        { "an archive with two", Archives.Of(("a/end2end.onnx", [1]), ("b/end2end.onnx", [1])), "2 files named end2end.onnx" },
        { "an empty network", Archives.Of(("end2end.onnx", [])), "is empty" },
        { "another kind of file", Archives.Of(("end2end.onnx", "not a network"u8.ToArray())), "not an ONNX file" },
        { "a way out of the folder", Archives.Of(("end2end.onnx", Archives.Network), ("../../.profile", [1])), "'../../.profile', which leads out" },
        { "a way out for Windows", Archives.Of(("end2end.onnx", Archives.Network), (@"..\evil", [1])), "leads out" },
        { "a path from the root", Archives.Of(("/etc/end2end.onnx", Archives.Network)), "'/etc/end2end.onnx', which leads out" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task IsRefusedAndForgotten(string what, byte[] archive, string word)
    {
        using InstallFixture fixture = new(archive);
        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => fixture.InstallAsync());
        Assert.True(fault.Message.Contains(word, StringComparison.Ordinal), $"{what}: {fault.Message}");
        Assert.Equal([".lock"], fixture.Files());
        Assert.False(File.Exists(Path.Combine(fixture.Store.Folder, "..", "..", ".profile")));

        fixture.Server.Content = Archives.Good();
        Assert.True(await fixture.InstallAsync());
        fixture.HasOnlyTheNetwork();
    }

    /// <summary>Whatever bytes are damaged, the network is unpacked or refused with a sentence.</summary>
    [Fact]
    public void DamageIsSaid()
    {
        byte[] good = Archives.Good();
        string archive = _folder.File("a.zip"), target = _folder.File("a.onnx");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(
            damage =>
            {
                byte[] bad = [.. good];
                Array.ForEach(damage, d => bad[d.Item1] = d.Item2);
                File.WriteAllBytes(archive, bad);
                try
                {
                    Assert.Equal(64, ModelArchive.Unpack(archive, "tiny", target).Length);
                }
                catch (InvalidDataException fault)
                {
                    Assert.Contains("'tiny'", fault.Message, StringComparison.Ordinal);
                }
            },
            iter: 200,
            threads: 1);
    }
}
