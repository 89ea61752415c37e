using System.Globalization;

namespace LivePose.Fitting.Tests;

/// <summary>A plain reader of BVH files: what any animation program would make of one.</summary>
internal sealed class BvhFile
{
    private readonly List<(string Name, int Parent, Vector3D Offset, string[] Channels)> _joints = [];
    private readonly List<double[]> _frames = [];

    public int FrameCount => _frames.Count;

    public static BvhFile Read(string path)
    {
        BvhFile file = new();
        Stack<int> open = new();
        bool motion = false;
        foreach (string[] words in File.ReadLines(path).Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
        {
            switch (words[0])
            {
                case "ROOT" or "JOINT" or "End":
                    file._joints.Add((words[1], open.Count == 0 ? -1 : open.Peek(), default, []));
                    break;
                case "{":
                    open.Push(file._joints.Count - 1);
                    break;
                case "}":
                    open.Pop();
                    break;
                case "OFFSET":
                    file._joints[^1] = file._joints[^1] with { Offset = new Vector3D(Parse(words[1]), Parse(words[2]), Parse(words[3])) };
                    break;
                case "CHANNELS":
                    file._joints[^1] = file._joints[^1] with { Channels = words[2..] };
                    break;
                case "Frame":
                    motion = true;
                    break;
                default:
                    if (motion)
                    {
                        file._frames.Add([.. words.Select(Parse)]);
                    }

                    break;
            }
        }

        return file;
    }

    /// <summary>World position of every joint in a frame.</summary>
    public List<(string Name, Vector3D At)> Joints(int frame)
    {
        List<(string, Vector3D)> result = [];
        Matrix3[] turns = new Matrix3[_joints.Count];
        Vector3D[] places = new Vector3D[_joints.Count];
        int next = 0;
        for (int j = 0; j < _joints.Count; j++)
        {
            (string name, int parent, Vector3D offset, string[] channels) = _joints[j];
            Matrix3 turn = Matrix3.Identity;
            foreach (string channel in channels)
            {
                double value = _frames[frame][next++];
                Vector3D axis = new(channel[0] == 'X' ? 1 : 0, channel[0] == 'Y' ? 1 : 0, channel[0] == 'Z' ? 1 : 0);
                if (channel.EndsWith("position", StringComparison.Ordinal))
                {
                    offset += value * axis;
                }
                else
                {
                    turn *= Rotation.Exp(Math.PI / 180 * value * axis);
                }
            }

            places[j] = parent < 0 ? offset : places[parent] + (turns[parent] * offset);
            turns[j] = parent < 0 ? turn : turns[parent] * turn;
            if (name != "Site")
            {
                result.Add((name, places[j]));
            }
        }

        return result;
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
