using System.Numerics;
using System.Text;
using LivePose.Fitting.Arrays;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Arrays;

public class PickleReaderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void ArraysOfEveryProtocolEqualTheNpz(int protocol)
    {
        using NamedArrays pickle = NamedArrays.Open(SharedData.Path("reference", "body", $"arrays_protocol{protocol}.pkl"));
        using NpzReader npz = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        foreach (string name in npz.Names)
        {
            NdArray expected = npz.Read(name), actual = pickle.Read(name);
            Assert.Equal(expected.ElementType, actual.ElementType);
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.Equal(expected.ToDoubles(), actual.ToDoubles());
        }

        Assert.Equal($"protocol {protocol}", pickle.Read("note").ToText());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void SmallProtocolsHoldEveryKindOfValue(int protocol)
    {
        string path = SharedData.Path("reference", "body", $"arrays_protocol{protocol}.pkl");
        var map = Assert.IsType<Dictionary<object, object?>>(PickleReader.Read(path));
        using NamedArrays arrays = NamedArrays.Open(path);
        using NpzReader npz = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        Assert.Equal(npz.Read("v_template").ToDoubles()[..21], arrays.Read("v_template").ToDoubles());
        Assert.Equal(npz.Read("f").ToDoubles()[..15], arrays.Read("f").ToDoubles());
        double[] template = npz.Read("v_template").ToDoubles();
        Assert.Equal(ElementType.Float32, arrays.Read("big_endian").ElementType);
        Assert.Equal(Array.ConvertAll(template[..9], x => (float)x), arrays.Read("big_endian").ToSingles());
        Assert.Equal(template[..12], arrays.Read("fortran").ToDoubles());
        Assert.Equal(1.5, arrays.Read("scalar").ToDoubles()[0]);
        Assert.Null(map["none"]);
        Assert.True(map["long"] is BigInteger or long);
        Assert.IsType<List<object?>>(map["nested"]);
    }

    [Fact]
    public void APython2BodyFileWithChumpyAndSciPyEqualsTheNpz()
    {
        using NamedArrays pickle = NamedArrays.Open(SharedData.Path("reference", "body", "smpl_like_py2.pkl"));
        using NpzReader npz = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        foreach (string name in npz.Names)
        {
            Assert.Equal(npz.Read(name).ToDoubles(), pickle.Read(name).ToDoubles());
        }

        Assert.Equal("lrotmin", pickle.Read("bs_type").ToText());
    }

    [Fact]
    public void AThreeDpwSequenceIsRead()
    {
        var map = (Dictionary<object, object?>)PickleReader.Read(SharedData.Path("reference", "body", "threedpw_like_py2.pkl"))!;
        var poses = (List<object?>)map["poses"]!;
        Assert.Equal(["m", "f"], (List<object?>)map["genders"]!);
        Assert.Equal([40, 72], PickledArrays.ToArray(poses[1], "poses").Shape);
        double[] intrinsics = PickledArrays.ToArray(map["cam_intrinsics"], "cam_intrinsics").ToDoubles();
        Assert.Equal([1961.85, 0, 540, 0, 1969.23, 960, 0, 0, 1], intrinsics);
        Assert.Equal(38L * 2, PickledArrays.ToArray(map["img_frame_ids"], "ids").AsSpan<long>()[38]);
    }

    [Fact]
    public void AClassThatWouldRunCodeBecomesARecord()
    {
        string marker = Path.Combine(Path.GetTempPath(), $"livepose-{Guid.NewGuid():N}");
        byte[] bytes = Encoding.Latin1.GetBytes($"cos\nsystem\n(S'touch {marker}'\ntR.");
        PickleRecord record = Assert.IsType<PickleRecord>(PickleReader.Read(bytes, "evil"));
        Assert.Equal(new PickleGlobal("os", "system"), record.Class);
        Assert.Equal([$"touch {marker}"], record.Arguments);
        Assert.False(File.Exists(marker));
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PickledArrays.ToArray(record, "evil"));
        Assert.Equal("'evil' is not an array but an object of class os.system.", e.Message);
    }

    [Theory]
    [InlineData("I01\n.", true)]
    [InlineData("I-7\n.", -7L)]
    [InlineData("L12345L\n.", 12345L)]
    [InlineData("F2.5\n.", 2.5)]
    [InlineData("S'a\\x41\\n\\'b'\n.", "aA\n'b")]
    [InlineData("V\\u20ac\\x\n.", "€\\x")]
    [InlineData("N.", null)]
    public void ProtocolZeroScalars(string pickle, object? expected) => Assert.Equal(expected, Read(pickle));

    [Fact]
    public void NewerOpcodesBecomeRecordsAndLists()
    {
        Assert.Equal([1L, 2L], (List<object?>)Read("\x80\u0004\x8f\x94(K\u0001K\u0002\x90.")!);
        PickleRecord record = (PickleRecord)Read("\x80\u0004\x8c\u0001m\x8c\u0001C\x93)}\x92.")!;
        Assert.Equal("m.C", record.Class!.ToString());
        Assert.Equal(BigInteger.Pow(2, 64), Read("\x80\u0002\x8a\u0009\0\0\0\0\0\0\0\0\u0001."));
        Assert.Equal(-1L, Read("\x80\u0002\x8a\u0001\xff."));
        object? buffer = PickleReader.Read(Encoding.Latin1.GetBytes("\x80\u0005\x97\x98."), "t", new byte[] { 1, 2 });
        Assert.Equal([1, 2], ((ReadOnlyMemory<byte>)buffer!).ToArray());
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "nested tuples", string.Concat("N", new string('\x85', 100_000), "."), "deep" },
        { "nested lists", string.Concat(string.Concat(Enumerable.Repeat("]", 5000)), new string('a', 4999), "."), "deep" },
        { "huge bytes", "\x80\u0004\x8e\xff\xff\xff\xff\xff\xff\xff\u007f.", "truncated" },
        { "negative length", "T\xff\xff\xff\xff.", "truncated" },
        { "huge number", "\x80\u0002\x8b\xff\xff\xff\u007f.", "limit" },
        { "endless memo", "]" + string.Concat(Enumerable.Repeat("h\0", 10)) + ".", "never set" },
        { "popped below", "0.", "missing" },
        { "no stop", "N", "truncated" },
        { "not a pickle", "hello", "never set" },
        { "protocol 9", "\x80\u0009N.", "protocol" },
        { "state on a number", "K\u0001Nb.", "missing" },
        { "odd dictionary", "(K\u0001d.", "dictionary" },
        { "missing buffer", "\x80\u0005\x97.", "out-of-band" },
    };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void HostileFilesAreRefusedInOneSentence(string label, string pickle, string part)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => Read(pickle));
        Assert.True(e.Message.Contains(part, StringComparison.Ordinal), $"{label}: {e.Message}");
        Assert.StartsWith("'test'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATooManyValuesBombIsRefused()
    {
        byte[] bytes = new byte[PickleStackLimit + 10];
        bytes.AsSpan().Fill((byte)'N');
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PickleReader.Read(bytes, "test"));
        Assert.Contains("more than", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMemoBombCostsNoMemory()
    {
        // 150 lists, each holding the one before 10 times: 10^150 leaves when written out, 1,500 references here.
        StringBuilder pickle = new("]q\0");
        for (int i = 1; i < 150; i++)
        {
            pickle.Append('(').Insert(pickle.Length, $"h{(char)(i - 1)}", 10).Append('l').Append('q').Append((char)i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        List<object?> list = Assert.IsType<List<object?>>(Read(pickle.Append('.').ToString()));
        Assert.Equal(10, list.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void ADeclaredArrayLargerThanItsBytesIsRefused()
    {
        const string Array = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I{0}\ntcnumpy\ndtype\n(S'f8'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntbI00\nS'12345678'\ntb.";
        Assert.Equal([1], PickledArrays.ToArray(Read(Array.Replace("{0}", "1", StringComparison.Ordinal)), "ok").Shape);
        foreach (string size in new[] { "2", "100000000", "99999999999999" })
        {
            object? value = Read(Array.Replace("{0}", size, StringComparison.Ordinal));
            Assert.Throws<InvalidDataException>(() => PickledArrays.ToArray(value, "bomb"));
        }
    }

    [Theory]
    [InlineData("arrays_protocol0.pkl")]
    [InlineData("arrays_protocol3.pkl")]
    [InlineData("threedpw_like_py2.pkl")]
    public void MutatedPicklesGiveValuesOrInvalidDataNothingElse(string file)
    {
        byte[] whole = File.ReadAllBytes(SharedData.Path("reference", "body", file));
        Random random = new(7);
        int refused = 0, rounds = whole.Length > 10_000 ? 200 : 1200;
        for (int round = 0; round < rounds; round++)
        {
            try
            {
                if (PickleReader.Read(Mutation.Of(whole, random), "fuzz") is Dictionary<object, object?> map)
                {
                    foreach (object? value in map.Values.Where(PickledArrays.IsArray))
                    {
                        PickledArrays.ToArray(value, "fuzz");
                    }
                }
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, rounds / 20, rounds);
    }

    private const int PickleStackLimit = 1_000_000;

    private static object? Read(string latin1) => PickleReader.Read(Encoding.Latin1.GetBytes(latin1), "test");
}
