using System.Buffers;
using System.Globalization;
using System.Text;

namespace LivePose.Capture.Sinks;

/// <summary>Comma-separated values in long form: one row for each keypoint of each person of each frame.</summary>
/// <remarks>
/// Columns: <c>frame, time</c> (s)<c>, id, score, box_x, box_y, box_width, box_height</c> (px)<c>, keypoint</c> (name)<c>, x, y</c>
/// (px)<c>, confidence, visibility</c>. Decimal point, UTF-8, line feed. A frame without people has no rows. Each frame is
/// written in one system call; nothing is allocated per frame.
/// </remarks>
/// <param name="path">File to write, usually <c>*.poses.csv</c>.</param>
public sealed class CsvSink(string path) : IPoseSink
{
    private const int LongestNumber = 32;

    private readonly ArrayBufferWriter<byte> _rows = new(16 * 1024);
    private readonly ArrayBufferWriter<byte> _person = new(256);
    private byte[][] _names = [];
    private OutputFile? _file;

    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        _names = Array.ConvertAll(header.Keypoints.Names, Encoding.UTF8.GetBytes);
        _file = new OutputFile(path);
        _file.Append("frame,time,id,score,box_x,box_y,box_width,box_height,keypoint,x,y,confidence,visibility\n"u8);
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        OutputFile file = _file ?? throw new InvalidOperationException("Write comes after Begin.");
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            WritePerson(frame.Stamp, frame.People[i], frame.Keypoints(i));
        }

        if (_rows.WrittenCount > 0)
        {
            file.Append(_rows.WrittenSpan);
            _rows.ResetWrittenCount();
        }
    }

    /// <inheritdoc/>
    public void Complete() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void WritePerson(FrameStamp stamp, Person person, ReadOnlySpan<Keypoint> keypoints)
    {
        _person.ResetWrittenCount();
        Add(_person, stamp.Index);
        Add(_person, Rounded.Seconds(stamp.Time));
        Add(_person, person.Id.Value);
        Add(_person, Rounded.Probability(person.Score));
        Add(_person, Rounded.Pixels(person.Box.X));
        Add(_person, Rounded.Pixels(person.Box.Y));
        Add(_person, Rounded.Pixels(person.Box.Width));
        Add(_person, Rounded.Pixels(person.Box.Height));
        for (int k = 0; k < keypoints.Length; k++)
        {
            _rows.Write(_person.WrittenSpan);
            _rows.Write(_names[k]);
            _rows.Write(","u8);
            Add(_rows, Rounded.Pixels(keypoints[k].X));
            Add(_rows, Rounded.Pixels(keypoints[k].Y));
            Add(_rows, Rounded.Probability(keypoints[k].Confidence));
            Add(_rows, Rounded.Probability(keypoints[k].Visibility), (byte)'\n');
        }
    }

    private static void Add<T>(ArrayBufferWriter<byte> target, T number, byte separator = (byte)',')
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = target.GetSpan(LongestNumber);
        number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        text[length] = separator;
        target.Advance(length + 1);
    }
}
