using System.Buffers.Binary;
using System.Globalization;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>Small plain pictures as files, made without any program.</summary>
internal static class Pictures
{
    private const int HeaderBytes = 54;

    /// <summary>A grey BMP of 64×48 px.</summary>
    public static string Write(string path, byte grey = 128)
    {
        const int Width = 64, Height = 48;
        byte[] bytes = new byte[HeaderBytes + (3 * Width * Height)];
        "BM"u8.CopyTo(bytes);
        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        Put(2, bytes.Length);
        Put(10, HeaderBytes);
        Put(14, 40); // size of the information header
        Put(18, Width);
        Put(22, Height);
        Put(26, 1 | (24 << 16)); // planes, bits a pixel
        bytes.AsSpan(HeaderBytes).Fill(grey);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A folder of them: <c>0.bmp</c>, <c>1.bmp</c>, …</summary>
    public static string WriteFolder(string path, int count)
    {
        Directory.CreateDirectory(path);
        for (int i = 0; i < count; i++)
        {
            Write(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{i}.bmp")), (byte)i);
        }

        return path;
    }
}
