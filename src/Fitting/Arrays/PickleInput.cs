using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>A cursor over the bytes of a pickle; every read is checked against what is left.</summary>
internal sealed class PickleInput(ReadOnlyMemory<byte> bytes, string name)
{
    private const int MaxDigits = 1024;

    private int _position;

    public int Position => _position;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A 64-bit length, refused when it exceeds what is left.</summary>
    public long Length64()
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return length <= (ulong)(bytes.Length - _position) ? (long)length : throw Truncated(length);
    }

    /// <summary>A slice of the input, not a copy.</summary>
    public ReadOnlyMemory<byte> Slice(long length)
    {
        if (length < 0 || length > bytes.Length - _position)
        {
            throw Truncated((ulong)length);
        }

        ReadOnlyMemory<byte> slice = bytes.Slice(_position, (int)length);
        _position += (int)length;
        return slice;
    }

    public string Latin1(long length) => Encoding.Latin1.GetString(Slice(length).Span);

    public string Utf8(long length) => Encoding.UTF8.GetString(Slice(length).Span);

    /// <summary>Text up to the next newline, which is consumed.</summary>
    public string Line()
    {
        int length = bytes.Span[_position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Truncated(1);
        }

        string line = Latin1(length);
        _position++;
        return line;
    }

    /// <summary>The decimal number of an INT or LONG line, where <c>00</c> and <c>01</c> are false and true.</summary>
    public object Integer(bool allowBool)
    {
        string line = Line().TrimEnd('\r');
        if (allowBool && line is "00" or "01")
        {
            return line == "01";
        }

        return line.Length <= MaxDigits && BigInteger.TryParse(line.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? AsLong(value) ?? (object)value
            : throw new InvalidDataException($"'{name}' holds a number near byte {_position} that cannot be read; the pickle is damaged.");
    }

    /// <summary>A little-endian two's-complement number of any length up to a limit.</summary>
    public object Integer(long length)
    {
        if (length is < 0 or > MaxDigits)
        {
            throw new InvalidDataException($"'{name}' declares a number of {length} bytes near byte {_position}; the limit is {MaxDigits}.");
        }

        BigInteger value = new(Slice(length).Span);
        return AsLong(value) ?? (object)value;
    }

    public double Float() => double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value
        : throw new InvalidDataException($"'{name}' holds a number near byte {_position} that cannot be read; the pickle is damaged.");

    /// <summary>A memo index of a PUT or GET line.</summary>
    public long Index() => Integer(allowBool: false) is long index
        ? index
        : throw new InvalidDataException($"'{name}' has a memo index near byte {_position} that is out of range.");

    private static long? AsLong(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private ReadOnlySpan<byte> Take(int length) => Slice(length).Span;

    private InvalidDataException Truncated(ulong wanted) => new(
        $"'{name}' ends early: {wanted} bytes are declared at byte {_position} of {bytes.Length}; the pickle is truncated or damaged.");
}
