using System.Text;
using LivePose.Fitting.Arrays;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Arrays;

public class NpyFileTests
{
    public static TheoryData<string, Func<NdArray>> EveryType => new()
    {
        { "bool", () => NdArray.Create([true, false, true], 3) },
        { "i1", () => NdArray.Create(new sbyte[] { -128, 127 }, 2) },
        { "u1", () => NdArray.Create(new byte[] { 0, 255 }, 2) },
        { "i2", () => NdArray.Create(new short[] { -32768, 5 }, 2) },
        { "u2", () => NdArray.Create(new ushort[] { 65535 }, 1, 1) },
        { "i4", () => NdArray.Create([1, -2, 3, -4], 2, 2) },
        { "u4", () => NdArray.Create([uint.MaxValue], 1) },
        { "i8", () => NdArray.Create([long.MinValue, 7], 2) },
        { "u8", () => NdArray.Create([ulong.MaxValue], 1) },
        { "f2", () => NdArray.Create([(Half)1.5f, (Half)(-2)], 2) },
        { "f4", () => NdArray.Create([1.25f, float.NegativeInfinity], 2) },
        { "f8", () => NdArray.Create([Math.PI, double.Epsilon], 2) },
        { "U", () => NdArray.Create(["pelvis", "", "größe 𝒳"], 3) },
        { "0-d", () => NdArray.Create([42.0]) },
        { "empty", () => NdArray.Create(Array.Empty<float>(), 0, 3) },
    };

    [Theory, MemberData(nameof(EveryType), DisableDiscoveryEnumeration = true)]
    public void WrittenArraysReadBackEqual(string type, Func<NdArray> make)
    {
        NdArray array = make();
        NdArray back = RoundTrip(array);
        Assert.Equal(array.ElementType, back.ElementType);
        Assert.Equal(array.Shape, back.Shape);
        Assert.True(Same(array, back), type);
    }

    [Theory]
    [InlineData("{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }", new[] { 1, 3, 5, 2, 4, 6 })]
    [InlineData("{'descr': '>i4', 'fortran_order': False, 'shape': (2, 3), }", new[] { 0x01000000, 0x02000000, 0x03000000, 0x04000000, 0x05000000, 0x06000000 })]
    [InlineData("{\"shape\":(6L,),\"descr\":\"i4\",\"fortran_order\":False}", new[] { 1, 2, 3, 4, 5, 6 })]
    public void HeaderVariantsAreUnderstood(string header, int[] expected)
    {
        byte[] data = new byte[24];
        Buffer.BlockCopy(new[] { 1, 2, 3, 4, 5, 6 }, 0, data, 0, 24);
        for (int version = 1; version <= 3; version++)
        {
            Assert.Equal(expected, Read(File(version, header, data)).ToInt32s());
        }
    }

    [Fact]
    public void FortranOrderHoldsForThreeAxes()
    {
        byte[] data = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        NdArray array = Read(File(1, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", data));
        ReadOnlySpan<byte> values = array.AsSpan<byte>();
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 4; k++)
                {
                    Assert.Equal(i + (2 * j) + (6 * k), values[(((i * 3) + j) * 4) + k]);
                }
            }
        }
    }

    [Fact]
    public void BytesAreTextInLatin1()
    {
        NdArray array = Read(File(1, "{'descr': '|S3', 'fortran_order': False, 'shape': (2,), }", [0x61, 0xE9, 0, 0x62, 0, 0]));
        Assert.Equal(["aé", "b"], array.AsSpan<string>().ToArray());
    }

    [Fact]
    public void ObjectArraysAreReadWithoutExecution()
    {
        // pickle.dumps(np.array(['x', None], dtype=object), 2) reduced to what NumPy writes after the header
        byte[] pickle = [.. Encoding.Latin1.GetBytes(
            "\x80\u0002cnumpy.core.multiarray\n_reconstruct\nq\u0000cnumpy\nndarray\nK\u0000\x85U\u0001b\x87R(K\u0001K\u0002\u0085cnumpy\ndtype\nU\u0002O8\u0089\x88\x87R(K\u0003U\u0001|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89](U\u0001xNetb.")];
        NdArray array = Read(File(1, "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", pickle));
        Assert.Equal(ElementType.Object, array.ElementType);
        Assert.Equal(["x", null], array.AsSpan<object?>().ToArray());
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000000), }", "limit")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000,), }", "truncated")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (1000000000,), }", "limit")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", "not supported")]
    [InlineData("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }", "structured")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "cannot be read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False }", "cannot be read")]
    [InlineData("__import__('os').system('false')", "cannot be read")]
    public void BadHeadersAreRefusedInOneSentence(string header, string part)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => Read(File(1, header, new byte[16])));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Contains("'test'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, NdArray.Create([1.0, 2.0, 3.0], 3));
        byte[] whole = stream.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(whole[..length]));
        }
    }

    [Fact]
    public void FilesWrittenByNumPyAgreeInBothPrecisions()
    {
        using NpzReader wide = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        using NpzReader narrow = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like_f32_uncompressed.npz"));
        Assert.Equal(8, wide.Names.Count);
        Assert.Equal([431, 3, 207], wide.Read("posedirs").Shape);
        Assert.Equal(wide.Read("posedirs").ToSingles(), narrow.Read("posedirs").ToSingles());
        Assert.Equal(4294967295.0, wide.Read("kintree_table").ToDoubles()[0]);
    }

    internal static NdArray Read(byte[] bytes) => NpyFile.Read(new MemoryStream(bytes), bytes.Length, "test");

    internal static bool Same(NdArray a, NdArray b) => a.ElementType switch
    {
        ElementType.Text => a.AsSpan<string>().SequenceEqual(b.AsSpan<string>()),
        ElementType.UInt64 => a.AsSpan<ulong>().SequenceEqual(b.AsSpan<ulong>()),
        ElementType.Int64 => a.AsSpan<long>().SequenceEqual(b.AsSpan<long>()),
        _ => a.ToDoubles().AsSpan().SequenceEqual(b.ToDoubles()),
    };

    private static NdArray RoundTrip(NdArray array)
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, array);
        return Read(stream.ToArray());
    }

    private static byte[] File(int version, string header, byte[] data)
    {
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.Latin1.GetBytes(header), .. data];
    }
}
