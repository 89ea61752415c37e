using System.Buffers.Binary;

namespace LivePose.Capture.Sinks;

/// <summary>A stream of uncompressed BGR24 pictures with exact times, in the smallest subset of Matroska that a demuxer needs.</summary>
/// <remarks>
/// A bare pixel pipe carries no times, so a variable frame rate would be lost on the way to the encoder; this carries them in
/// microseconds. Element numbers: RFC 9559 (Matroska) and RFC 8794 (EBML). One cluster a picture; sizes take 8 bytes.
/// </remarks>
internal static class RawMatroska
{
    private const ulong UnknownSize = 0x01FF_FFFF_FFFF_FFFF;
    private const int NanosecondsPerTick = 1000; // time stamps in µs

    /// <summary>What comes before the first picture.</summary>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="framesPerSecond">Nominal rate, positive: gives the encoder its level and the last picture its duration.</param>
    public static byte[] Start(int width, int height, double framesPerSecond)
    {
        byte[] video = [.. Number(0xB0, width), .. Number(0xBA, height), .. Element(0x2EB524, "BGR\x18"u8)];
        byte[] track =
        [
            .. Number(0xD7, 1), .. Number(0x73C5, 1), .. Number(0x83, 1), .. Element(0x86, "V_UNCOMPRESSED"u8),
            .. Number(0x23E383, (long)Math.Round(1e9 / framesPerSecond)), .. Element(0xE0, video),
        ];
        byte[] header =
        [
            .. Number(0x4286, 1), .. Number(0x42F7, 1), .. Number(0x42F2, 4), .. Number(0x42F3, 8),
            .. Element(0x4282, "matroska"u8), .. Number(0x4287, 4), .. Number(0x4285, 2),
        ];
        byte[] info = [.. Number(0x2AD7B1, NanosecondsPerTick), .. Element(0x4D80, "livepose"u8), .. Element(0x5741, "livepose"u8)];
        return
        [
            .. Element(0x1A45DFA3, header), .. Id(0x18538067), .. BigEndian(UnknownSize),
            .. Element(0x1549A966, info), .. Element(0x1654AE6B, Element(0xAE, track)),
        ];
    }

    /// <summary>What comes before each picture's pixels: a cluster with its time, and a key-frame block.</summary>
    /// <param name="destination">At least 64 bytes.</param>
    /// <param name="pixelBytes">3 · width · height.</param>
    /// <param name="time">Presentation time.</param>
    /// <returns>Bytes written.</returns>
    public static int WritePictureHeader(Span<byte> destination, int pixelBytes, TimeSpan time)
    {
        const int BlockHeader = 4, TimeElement = 1 + 8 + 8, BlockElement = 1 + 8;
        int n = 0;
        n += Put(destination[n..], [0x1F, 0x43, 0xB6, 0x75]);
        n += PutSize(destination[n..], TimeElement + BlockElement + BlockHeader + pixelBytes);
        n += Put(destination[n..], [0xE7]);
        n += PutSize(destination[n..], 8);
        BinaryPrimitives.WriteInt64BigEndian(destination[n..], (long)Math.Round(time.TotalMicroseconds));
        n += 8;
        n += Put(destination[n..], [0xA3]);
        n += PutSize(destination[n..], BlockHeader + pixelBytes);
        n += Put(destination[n..], [0x81, 0, 0, 0x80]); // track 1, 0 µs after the cluster, key frame
        return n;
    }

    private static byte[] Element(uint id, ReadOnlySpan<byte> content) => [.. Id(id), .. BigEndian(Sized(content.Length)), .. content];

    private static byte[] Number(uint id, long value) => Element(id, BigEndian((ulong)value));

    private static byte[] Id(uint id) => BigEndian(id).AsSpan().TrimStart((byte)0).ToArray();

    private static byte[] BigEndian(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    private static ulong Sized(long length) => (1UL << 56) | (ulong)length;

    private static int Put(Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    private static int PutSize(Span<byte> destination, long length)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Sized(length));
        return 8;
    }
}
