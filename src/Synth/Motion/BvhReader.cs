using System.Globalization;
using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Reads Biovision hierarchy files (<c>.bvh</c>): any skeleton, any order of channels.</summary>
/// <remarks>M. Meredith, S. Maddock, "Motion capture file formats explained", University of Sheffield, 2001.</remarks>
public sealed class BvhReader
{
    private const int MaxJoints = 2000, MaxNumbers = 100_000_000;

    private readonly BvhTokens _tokens;
    private readonly List<BvhJoint> _joints = [];
    private int _channels;

    private BvhReader(BvhTokens tokens) => _tokens = tokens;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is not a Biovision hierarchy; the message names the line.</exception>
    public static BvhClip Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no motion file '{path}'.", path);
        }

        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is not a Biovision hierarchy; the message names the line.</exception>
    public static BvhClip Parse(string text, string name) => new BvhReader(new BvhTokens(text, name)).Clip();

    private BvhClip Clip()
    {
        _tokens.Expect("HIERARCHY");
        _tokens.Expect("ROOT");
        Hierarchy();
        _tokens.Expect("MOTION");
        _tokens.Expect("Frames:");
        double frames = _tokens.Number("the number of frames");
        if (frames < 1 || frames != Math.Floor(frames) || frames * Math.Max(_channels, 1) > MaxNumbers)
        {
            throw _tokens.Fault(string.Create(CultureInfo.InvariantCulture, $"it has {frames} frames of {_channels} channels; it needs at least 1 frame and at most {MaxNumbers} numbers"));
        }

        _tokens.Expect("Frame");
        _tokens.Expect("Time:");
        double seconds = _tokens.Number("the frame time");
        if (seconds is not (> 0 and < 1000))
        {
            throw _tokens.Fault(string.Create(CultureInfo.InvariantCulture, $"its frame time is {seconds} s; it must be positive"));
        }

        List<double> values = [];
        for (long i = 0; i < (long)frames * _channels; i++)
        {
            values.Add(_tokens.Number($"number {(i % _channels) + 1} of {_channels} of frame {(i / _channels) + 1} of {frames}"));
        }

        return _tokens.IsAtEnd ? new BvhClip(_tokens.Name, _joints, (int)frames, seconds, [.. values]) : throw _tokens.Fault($"there is more after its {frames} frames of {_channels} numbers");
    }

    /// <summary>Joints from the root's name to its closing brace.</summary>
    private void Hierarchy()
    {
        Stack<int> open = [];
        OpenJoint(open);
        while (open.Count > 0)
        {
            string word = _tokens.Next("'JOINT', 'End Site' or '}'");
            if (word == "}")
            {
                open.Pop();
            }
            else if (word == "JOINT")
            {
                OpenJoint(open);
            }
            else if (word == "End")
            {
                _tokens.Expect("Site");
                _tokens.Expect("{");
                Offset();
                _tokens.Expect("}");
            }
            else
            {
                throw _tokens.Fault($"'{BvhTokens.Shown(word)}' stands where 'JOINT', 'End Site' or '}}' is expected");
            }
        }
    }

    private void OpenJoint(Stack<int> open)
    {
        string name = _tokens.RestOfLine();
        _tokens.Expect("{");
        Vector3D offset = Offset();
        _tokens.Expect("CHANNELS");
        double count = _tokens.Number("the number of channels");
        if (count is not (0 or 1 or 2 or 3 or 4 or 5 or 6))
        {
            throw _tokens.Fault(string.Create(CultureInfo.InvariantCulture, $"joint '{name}' has {count} channels; a joint has 0 to 6"));
        }

        BvhChannel[] channels = new BvhChannel[(int)count];
        for (int c = 0; c < channels.Length; c++)
        {
            channels[c] = Channel(_tokens.Next("a channel"));
        }

        if (_joints.Count == MaxJoints)
        {
            throw _tokens.Fault($"it has more than {MaxJoints} joints");
        }

        _joints.Add(new BvhJoint(name, open.Count == 0 ? -1 : open.Peek(), offset, channels, _channels));
        _channels += channels.Length;
        open.Push(_joints.Count - 1);
    }

    private Vector3D Offset()
    {
        _tokens.Expect("OFFSET");
        return new Vector3D(_tokens.Number("an offset"), _tokens.Number("an offset"), _tokens.Number("an offset"));
    }

    private BvhChannel Channel(string word)
    {
        foreach (BvhChannel channel in Enum.GetValues<BvhChannel>())
        {
            if (word.Equals(channel.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return channel;
            }
        }

        throw _tokens.Fault($"'{BvhTokens.Shown(word)}' is no channel; there are {string.Join(", ", Enum.GetNames<BvhChannel>())}");
    }
}
