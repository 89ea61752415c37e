using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>A NumPy dtype: kind, bytes per element, byte order; turns raw bytes into typed elements.</summary>
internal readonly record struct ArrayType(ElementType Element, char Kind, int Size, bool BigEndian)
{
    /// <summary>Most bytes that one array may declare: what a .NET array can hold, rounded down.</summary>
    public const long MaxBytes = 0x7000_0000;

    private const int MaxAxes = 32;

    /// <summary>Reads <c>&lt;f8</c>, <c>|u1</c>, <c>f4</c>, <c>&lt;U12</c>, <c>|O</c>, ...</summary>
    public static ArrayType Parse(string text, string name)
    {
        bool ordered = text.Length > 0 && "<>|=".Contains(text[0], StringComparison.Ordinal);
        string body = ordered ? text[1..] : text;
        bool big = ordered && text[0] == '>';
        if (body is "O" or "O8" or "O4")
        {
            return new ArrayType(ElementType.Object, 'O', 8, false);
        }

        if (body.Length >= 2 && int.TryParse(body.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            ElementType? element = (body[0], size) switch
            {
                ('b', 1) => ElementType.Boolean,
                ('i', 1) => ElementType.Int8,
                ('u', 1) => ElementType.UInt8,
                ('i', 2) => ElementType.Int16,
                ('u', 2) => ElementType.UInt16,
                ('i', 4) => ElementType.Int32,
                ('u', 4) => ElementType.UInt32,
                ('i', 8) => ElementType.Int64,
                ('u', 8) => ElementType.UInt64,
                ('f', 2) => ElementType.Float16,
                ('f', 4) => ElementType.Float32,
                ('f', 8) => ElementType.Float64,
                ('U', <= 1 << 20) or ('S', <= 1 << 20) => ElementType.Text,
                _ => null,
            };
            if (element is { } known)
            {
                return new ArrayType(known, body[0], body[0] == 'U' ? 4 * size : size, big);
            }
        }

        throw new InvalidDataException($"'{name}' has elements of NumPy type '{text}', which is not supported; save it as plain numbers or text.");
    }

    /// <summary>The element type that a .NET type stands for.</summary>
    public static ElementType ElementTypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ElementType.Boolean,
        TypeCode.SByte => ElementType.Int8,
        TypeCode.Byte => ElementType.UInt8,
        TypeCode.Int16 => ElementType.Int16,
        TypeCode.UInt16 => ElementType.UInt16,
        TypeCode.Int32 => ElementType.Int32,
        TypeCode.UInt32 => ElementType.UInt32,
        TypeCode.Int64 => ElementType.Int64,
        TypeCode.UInt64 => ElementType.UInt64,
        TypeCode.Single => ElementType.Float32,
        TypeCode.Double => ElementType.Float64,
        TypeCode.String => ElementType.Text,
        _ when type == typeof(Half) => ElementType.Float16,
        _ => throw new ArgumentException($"An array of {type.Name} has no NumPy type."),
    };

    /// <summary>Number of elements of a shape, checked against what memory and the file can hold.</summary>
    public int CountOf(ReadOnlySpan<long> shape, string name)
    {
        if (shape.Length > MaxAxes)
        {
            throw new InvalidDataException($"'{name}' declares {shape.Length} axes; NumPy arrays have at most {MaxAxes}.");
        }

        bool empty = shape.Contains(0);
        long count = 1;
        foreach (long size in shape)
        {
            if (size is < 0 or > int.MaxValue)
            {
                throw new InvalidDataException($"'{name}' declares an axis of size {size}, which no array can have.");
            }

            count = empty ? 0 : Math.Min(count * size, MaxBytes + 1);
        }

        if (count * Math.Max(1, Size) > MaxBytes || (Size == 0 && count > 1))
        {
            throw new InvalidDataException($"'{name}' declares {count} elements or more of {Size} bytes, beyond the limit of {MaxBytes} bytes an array.");
        }

        return (int)count;
    }

    /// <summary>Interprets raw bytes.</summary>
    /// <param name="bytes">Exactly count · <see cref="Size"/> bytes.</param>
    /// <param name="shape">Already checked by <see cref="CountOf"/>.</param>
    /// <param name="fortran">True when the first axis is contiguous in <paramref name="bytes"/>.</param>
    /// <param name="name">For messages.</param>
    public NdArray Decode(ReadOnlySpan<byte> bytes, int[] shape, bool fortran, string name)
    {
        Array data = Element switch
        {
            ElementType.Boolean => Booleans(bytes),
            ElementType.Int8 => Numbers<sbyte>(bytes),
            ElementType.UInt8 => Numbers<byte>(bytes),
            ElementType.Int16 => Numbers<short>(bytes),
            ElementType.UInt16 => Numbers<ushort>(bytes),
            ElementType.Int32 => Numbers<int>(bytes),
            ElementType.UInt32 => Numbers<uint>(bytes),
            ElementType.Int64 => Numbers<long>(bytes),
            ElementType.UInt64 => Numbers<ulong>(bytes),
            ElementType.Float16 => Numbers<Half>(bytes),
            ElementType.Float32 => Numbers<float>(bytes),
            ElementType.Float64 => Numbers<double>(bytes),
            ElementType.Text => Texts(bytes, shape),
            _ => throw new InvalidDataException($"'{name}' holds Python objects where plain bytes were expected."),
        };
        return new NdArray(Element, fortran ? FortranOrder.ToRowMajor(data, shape) : data, shape);
    }

    private static bool[] Booleans(ReadOnlySpan<byte> bytes)
    {
        bool[] result = new bool[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            result[i] = bytes[i] != 0;
        }

        return result;
    }

    private T[] Numbers<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        T[] result = new T[bytes.Length / Size];
        Span<byte> target = MemoryMarshal.AsBytes(result.AsSpan());
        bytes.CopyTo(target);
        if (BigEndian == BitConverter.IsLittleEndian)
        {
            ReverseEach(target);
        }

        return result;
    }

    private void ReverseEach(Span<byte> bytes)
    {
        switch (Size)
        {
            case 2:
                Span<short> words = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                Span<int> doubles = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
            case 8:
                Span<long> quads = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                break;
        }
    }

    private string[] Texts(ReadOnlySpan<byte> bytes, int[] shape)
    {
        string[] result = new string[shape.Aggregate(1, (product, size) => product * size)];
        Encoding encoding = Kind == 'S' ? Encoding.Latin1 : new UTF32Encoding(BigEndian, byteOrderMark: false);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = encoding.GetString(bytes.Slice(i * Size, Size)).TrimEnd('\0');
        }

        return result;
    }
}
