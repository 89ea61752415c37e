using System.Globalization;
using System.Text;

namespace LivePose.Capture.Sources;

/// <summary>Reads the YUV4MPEG2 stream that <c>ffmpeg -f yuv4mpegpipe</c> writes: one text line, then planar 4:2:0 pictures.</summary>
/// <remarks>Format: mjpegtools, yuv4mpeg(5). Only even sizes and 8-bit 4:2:0 are read, which is what we ask ffmpeg for.</remarks>
/// <param name="stream">Read from its start; not disposed.</param>
internal sealed class Y4mReader(Stream stream)
{
    private const int LongestLine = 256;
    private const int LargestSide = 1 << 15;

    /// <summary>Columns, px; even.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, px; even.</summary>
    public int Height { get; private set; }

    /// <summary>Nominal rate, frames/s; 0 = unknown.</summary>
    public double FramesPerSecond { get; private set; }

    /// <summary>Reads the first line.</summary>
    /// <returns>False when the stream ends first or is something else.</returns>
    public bool TryReadHeader()
    {
        Span<byte> buffer = stackalloc byte[LongestLine];
        int length = ReadLine(buffer);
        string[] fields = length > 0 ? Encoding.ASCII.GetString(buffer[..length]).Split(' ') : [];
        if (fields is not ["YUV4MPEG2", ..])
        {
            return false;
        }

        foreach (string field in fields.Where(field => field.Length > 1))
        {
            ReadField(field[0], field[1..]);
        }

        return Width > 0 && Height > 0 && Width % 2 == 0 && Height % 2 == 0 && Width <= LargestSide && Height <= LargestSide;
    }

    /// <summary>Reads the next picture: the Y plane, then U and V at half size.</summary>
    /// <param name="planes">Length 3/2 · width · height.</param>
    /// <returns>False at the end, or where it is cut off.</returns>
    public bool TryReadPicture(Span<byte> planes)
    {
        Span<byte> marker = stackalloc byte[LongestLine];
        int length = ReadLine(marker);
        return length >= 5 && marker[..5].SequenceEqual("FRAME"u8) && Fill(planes);
    }

    private void ReadField(char kind, string value)
    {
        switch (kind)
        {
            case 'W':
                Width = Whole(value);
                break;
            case 'H':
                Height = Whole(value);
                break;
            case 'F' when value.Split(':') is [var over, var under] && Whole(under) > 0:
                FramesPerSecond = (double)Whole(over) / Whole(under);
                break;
        }
    }

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;

    /// <summary>Bytes up to a line feed; -1 when the stream ends or the line is too long.</summary>
    private int ReadLine(Span<byte> line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (!Fill(line.Slice(i, 1)))
            {
                return -1;
            }

            if (line[i] == '\n')
            {
                return i;
            }
        }

        return -1;
    }

    private bool Fill(Span<byte> buffer) => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
}
