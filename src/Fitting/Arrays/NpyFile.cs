using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>NumPy <c>.npy</c> files: one array.</summary>
/// <remarks>
/// Read: versions 1 to 3, both byte orders, both memory orders, numbers, bool, text and (inert) objects.
/// Memory is taken only after the declared size was checked against the bytes that are there.
/// </remarks>
public static class NpyFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not a .npy file, it is truncated, or its elements are of an unsupported type.</exception>
    public static NdArray Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, stream.Length, Path.GetFileName(path));
    }

    /// <summary>Writes a file: version 1, little endian, C order.</summary>
    public static void Write(string path, NdArray array)
    {
        using FileStream stream = File.Create(path);
        Write(stream, array);
    }

    /// <summary>Writes an array to a stream.</summary>
    /// <exception cref="ArgumentException">The array holds objects, which are read but never written.</exception>
    public static void Write(Stream stream, NdArray array)
    {
        (string descr, byte[] bytes) = Encode(array);
        stream.Write(NpyHeader.Write(descr, array.Shape));
        stream.Write(bytes);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">At the signature.</param>
    /// <param name="available">Bytes that the stream can give at most; a larger declared size is refused before memory is taken.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="InvalidDataException">As <see cref="Read(string)"/>.</exception>
    public static NdArray Read(Stream stream, long available, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name, out int headerLength);
        int count = header.Type.CountOf(header.Shape, name);
        int[] shape = Array.ConvertAll(header.Shape, size => (int)size);
        long rest = available - headerLength;
        if (header.Type.Element == ElementType.Object)
        {
            return ReadObjects(stream, rest, shape, name);
        }

        long needed = (long)count * header.Type.Size;
        if (needed > rest)
        {
            throw Truncated(name, needed, rest);
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)needed);
        try
        {
            Span<byte> target = bytes.AsSpan(0, (int)needed);
            int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            return read < needed ? throw Truncated(name, needed, read) : header.Type.Decode(target, shape, header.Fortran, name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static NdArray ReadObjects(Stream stream, long rest, int[] shape, string name)
    {
        if (rest > PickleReader.MaxBytes)
        {
            throw new InvalidDataException($"'{name}' holds {rest} bytes of Python objects; the limit is {PickleReader.MaxBytes}.");
        }

        using MemoryStream pickle = new();
        byte[] block = new byte[1 << 16];
        for (int read; rest > 0 && (read = stream.Read(block, 0, (int)Math.Min(rest, block.Length))) > 0; rest -= read)
        {
            pickle.Write(block, 0, read);
        }

        NdArray array = PickledArrays.ToArray(PickleReader.Read(pickle.GetBuffer().AsMemory(0, (int)pickle.Length), name), name);
        return array.Shape.AsSpan().SequenceEqual(shape)
            ? array
            : throw new InvalidDataException($"'{name}' declares shape [{string.Join(", ", shape)}] but its objects have shape {array.ShapeText}.");
    }

    private static (string Descr, byte[] Bytes) Encode(NdArray array) => array.ElementType switch
    {
        ElementType.Boolean => ("|b1", Raw<bool>(array)),
        ElementType.Int8 => ("|i1", Raw<sbyte>(array)),
        ElementType.UInt8 => ("|u1", Raw<byte>(array)),
        ElementType.Int16 => ("<i2", Raw<short>(array)),
        ElementType.UInt16 => ("<u2", Raw<ushort>(array)),
        ElementType.Int32 => ("<i4", Raw<int>(array)),
        ElementType.UInt32 => ("<u4", Raw<uint>(array)),
        ElementType.Int64 => ("<i8", Raw<long>(array)),
        ElementType.UInt64 => ("<u8", Raw<ulong>(array)),
        ElementType.Float16 => ("<f2", Raw<Half>(array)),
        ElementType.Float32 => ("<f4", Raw<float>(array)),
        ElementType.Float64 => ("<f8", Raw<double>(array)),
        ElementType.Text => Texts(array),
        _ => throw new ArgumentException("Arrays of objects are read but not written."),
    };

    private static byte[] Raw<T>(NdArray array)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(array.AsSpan<T>()).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            int size = bytes.Length / Math.Max(1, array.Count);
            for (int i = 0; i < bytes.Length; i += size)
            {
                bytes.AsSpan(i, size).Reverse();
            }
        }

        return bytes;
    }

    private static (string Descr, byte[] Bytes) Texts(NdArray array)
    {
        ReadOnlySpan<string> texts = array.AsSpan<string>();
        int characters = 1;
        foreach (string text in texts)
        {
            characters = Math.Max(characters, text.EnumerateRunes().Count());
        }

        byte[] bytes = new byte[4 * characters * texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            int at = 4 * characters * i;
            foreach (Rune rune in texts[i].EnumerateRunes())
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), rune.Value);
                at += 4;
            }
        }

        return ($"<U{characters}", bytes);
    }

    private static InvalidDataException Truncated(string name, long needed, long found) =>
        new($"'{name}' declares {needed} bytes of data but only {Math.Max(0, found)} are there; the file is truncated or damaged.");
}
