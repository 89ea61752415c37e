using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>The header of a <c>.npy</c> file, versions 1 to 3: element type, order and shape as a Python literal.</summary>
/// <remarks>Format: numpy/lib/format.py, NEP 1. Only the literal that NumPy writes is understood; nothing is evaluated.</remarks>
internal sealed class NpyHeader
{
    private const int MaxLength = 1 << 16;

    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private NpyHeader(ArrayType type, bool fortran, long[] shape)
    {
        Type = type;
        Fortran = fortran;
        Shape = shape;
    }

    public ArrayType Type { get; }

    public bool Fortran { get; }

    public long[] Shape { get; }

    /// <summary>Reads up to the first byte of data.</summary>
    /// <param name="stream">At the magic string.</param>
    /// <param name="name">For messages.</param>
    /// <param name="length">Out: bytes consumed.</param>
    public static NpyHeader Read(Stream stream, string name, out int length)
    {
        Span<byte> start = stackalloc byte[12];
        ReadExactly(stream, start[..10], name);
        if (!start.StartsWith(Magic))
        {
            throw new InvalidDataException($"'{name}' is not a NumPy array: it does not begin with the .npy signature.");
        }

        int version = start[6], size = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]), prefix = 10;
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException($"'{name}' is a .npy file of version {version}; versions 1 to 3 are known.");
        }

        if (version >= 2)
        {
            ReadExactly(stream, start[10..], name);
            uint wide = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
            size = (int)Math.Min(wide, int.MaxValue);
            prefix = 12;
        }

        if (size > MaxLength)
        {
            throw new InvalidDataException($"'{name}' declares a header of {size} bytes; NumPy writes at most {MaxLength}.");
        }

        byte[] text = new byte[size];
        ReadExactly(stream, text, name);
        length = prefix + size;
        return new Parser((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), name).Parse();
    }

    /// <summary>The bytes of a version 1 header, padded so that data begin at a multiple of 64.</summary>
    public static byte[] Write(string descr, ReadOnlySpan<int> shape)
    {
        StringBuilder sizes = new();
        foreach (int size in shape)
        {
            sizes.Append(CultureInfo.InvariantCulture, $"{size}, ");
        }

        string tuple = shape.Length == 1 ? $"({shape[0]},)" : $"({sizes.ToString().TrimEnd(' ', ',')})";
        string text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {tuple}, }}";
        int size64 = (10 + text.Length + 1 + 63) / 64 * 64;
        byte[] result = new byte[size64];
        result.AsSpan().Fill((byte)' ');
        Magic.CopyTo(result, 0);
        result[6] = 1;
        result[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(8), (ushort)(size64 - 10));
        Encoding.Latin1.GetBytes(text, result.AsSpan(10));
        result[^1] = (byte)'\n';
        return result;
    }

    private static void ReadExactly(Stream stream, Span<byte> target, string name)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new InvalidDataException($"'{name}' ends inside the .npy header; the file is truncated.");
        }
    }

    /// <summary>Reads <c>{'descr': '&lt;f8', 'fortran_order': False, 'shape': (2, 3), }</c>.</summary>
    private sealed class Parser(string text, string name)
    {
        private int _position;

        public NpyHeader Parse()
        {
            string? descr = null;
            bool? fortran = null;
            long[]? shape = null;
            Expect('{');
            while (!Accept('}'))
            {
                string key = Quoted();
                Expect(':');
                switch (key)
                {
                    case "descr": descr = Quoted(); break;
                    case "fortran_order": fortran = Word() switch { "True" => true, "False" => false, _ => throw Malformed() }; break;
                    case "shape": shape = Sizes(); break;
                    default: throw Malformed();
                }

                if (!Accept(','))
                {
                    Expect('}');
                    break;
                }
            }

            return descr is null || fortran is null || shape is null
                ? throw Malformed()
                : new NpyHeader(ArrayType.Parse(descr, name), fortran.Value, shape);
        }

        private long[] Sizes()
        {
            List<long> sizes = [];
            Expect('(');
            while (!Accept(')'))
            {
                string digits = Word().TrimEnd('L');
                sizes.Add(long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : throw Malformed());
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }

            return [.. sizes];
        }

        private string Quoted()
        {
            SkipSpace();
            char quote = _position < text.Length ? text[_position] : '\0';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _position + 1) : -1;
            if (end < 0)
            {
                throw Malformed();
            }

            string value = text[(_position + 1)..end];
            _position = end + 1;
            return value;
        }

        private string Word()
        {
            SkipSpace();
            int start = _position;
            while (_position < text.Length && char.IsAsciiLetterOrDigit(text[_position]))
            {
                _position++;
            }

            return text[start.._position];
        }

        private bool Accept(char expected)
        {
            SkipSpace();
            bool found = _position < text.Length && text[_position] == expected;
            _position += found ? 1 : 0;
            return found;
        }

        private void Expect(char expected)
        {
            if (!Accept(expected))
            {
                throw Malformed();
            }
        }

        private void SkipSpace()
        {
            while (_position < text.Length && text[_position] is (' ' or '\n' or '\t'))
            {
                _position++;
            }
        }

        private InvalidDataException Malformed() => new(
            $"'{name}' has a .npy header that cannot be read near character {_position}; structured arrays are not supported, plain ones are.");
    }
}
