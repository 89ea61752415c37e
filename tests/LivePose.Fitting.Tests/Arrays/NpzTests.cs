using System.Buffers.Binary;
using System.IO.Compression;
using LivePose.Fitting.Arrays;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Arrays;

public class NpzTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void WrittenArchivesReadBackEqual(CompressionLevel compression)
    {
        byte[] archive = Archive(compression);
        using NpzReader reader = new(new MemoryStream(archive), "test.npz");
        Assert.Equal(["poses", "gender"], reader.Names);
        Assert.Equal([2, 3], reader.Read("poses").Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], reader.Read("poses").ToSingles());
        Assert.Equal("neutral", reader.Read("gender").ToText());
        Assert.Equal(archive, Archive(compression));
    }

    [Fact]
    public void AMissingArrayIsNamedWithThosePresent()
    {
        using NpzReader reader = new(new MemoryStream(Archive(CompressionLevel.Optimal)), "test.npz");
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => reader.Read("betas"));
        Assert.Equal("'test.npz' has no array 'betas'; it has poses, gender.", e.Message);
    }

    [Fact]
    public void ASizeThatDeflateCannotReachIsRefused()
    {
        byte[] archive = Archive(CompressionLevel.Optimal);
        int directory = archive.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(directory + 24), 0x7000_0000);
        using NpzReader reader = new(new MemoryStream(archive), "test.npz");
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => reader.Read("poses"));
        Assert.Contains("deflate cannot do", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATruncatedArchiveIsRefused()
    {
        string path = SharedData.Path("reference", "body", "lbs_expected.npz");
        byte[] whole = File.ReadAllBytes(path);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => new NpzReader(new MemoryStream(whole[..(whole.Length / 2)]), "half.npz"));
        Assert.Contains("'half.npz' is not a readable .npz archive", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedArchivesGiveArraysOrInvalidDataNothingElse()
    {
        byte[] archive = Archive(CompressionLevel.Optimal);
        Random random = new(1);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = Mutation.Of(archive, random);
            try
            {
                using NpzReader reader = new(new MemoryStream(bytes), "fuzz");
                foreach (string name in reader.Names.ToArray())
                {
                    reader.Read(name);
                }
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 3000);
    }

    private static byte[] Archive(CompressionLevel compression)
    {
        using MemoryStream stream = new();
        using (NpzWriter writer = new(stream, compression))
        {
            writer.Write("poses", NdArray.Create([1f, 2, 3, 4, 5, 6], 2, 3));
            writer.Write("gender", NdArray.FromText("neutral"));
        }

        return stream.ToArray();
    }
}
