using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Which joints of a Biovision hierarchy play the parts of SMPL's 24.</summary>
/// <remarks>
/// Knows the names of MakeHuman's rigs, of CMU's and Mixamo's (bones: LeftUpLeg, LeftArm), of Poser's (lThigh, lShldr) and of SMPL's and
/// other rigs that name joints (left_hip, LeftElbow). The three spine joints are spread over whatever leads from the pelvis to the neck.
/// </remarks>
internal static class BvhRig
{
    private static readonly (int Joint, string[] Names)[] Parts =
    [
        (BodyJoint.LeftHip, ["upleg", "upperleg", "upperleg01", "thigh", "hip", "femur"]),
        (BodyJoint.LeftKnee, ["leg", "loleg", "lowerleg", "lowerleg01", "shin", "calf", "knee", "tibia"]),
        (BodyJoint.LeftAnkle, ["ankle", "foot"]),
        (BodyJoint.LeftFoot, ["toe", "toes", "toebase", "ball", "toe11"]),
        (BodyJoint.LeftCollar, ["clavicle", "collar"]),
        (BodyJoint.LeftShoulder, ["arm", "uparm", "upperarm", "upperarm01", "shldr", "humerus"]),
        (BodyJoint.LeftElbow, ["forearm", "loarm", "lowerarm", "lowerarm01", "elbow", "radius"]),
        (BodyJoint.LeftWrist, ["wrist", "hand"]),
    ];

    private static readonly int[] Needed =
    [
        BodyJoint.LeftHip, BodyJoint.RightHip, BodyJoint.LeftKnee, BodyJoint.RightKnee, BodyJoint.LeftAnkle, BodyJoint.RightAnkle,
        BodyJoint.LeftShoulder, BodyJoint.RightShoulder, BodyJoint.LeftElbow, BodyJoint.RightElbow,
    ];

    /// <summary>Finds the parts.</summary>
    /// <param name="clip">The recording.</param>
    /// <returns>Index of the joint that plays each part, shape [24]; -1 where none does.</returns>
    /// <exception cref="InvalidDataException">Legs or arms are missing.</exception>
    public static int[] Find(BvhClip clip)
    {
        IReadOnlyList<BvhJoint> joints = clip.Joints;
        int[] rig = new int[BodyJoint.Count];
        Array.Fill(rig, -1);
        (string Part, int Side)[] names = [.. joints.Select(j => Split(j.Name))];
        foreach ((int joint, string[] parts) in Parts)
        {
            rig[joint] = First(names, parts, 1);
            rig[BodyJoint.Mirror[joint]] = First(names, parts, -1);
        }

        foreach (int side in (int[])[1, -1])
        {
            int Sided(int joint) => side > 0 ? joint : BodyJoint.Mirror[joint];
            int shoulder = First(names, ["shoulder"], side), foot = First(names, ["foot"], side);
            int girdle = rig[Sided(BodyJoint.LeftShoulder)] < 0 ? BodyJoint.LeftShoulder : BodyJoint.LeftCollar; // who names arms calls the collar bone so
            rig[Sided(girdle)] = shoulder >= 0 ? shoulder : rig[Sided(girdle)];
            rig[Sided(BodyJoint.LeftFoot)] = First(names, ["ankle"], side) >= 0 && foot >= 0 ? foot : rig[Sided(BodyJoint.LeftFoot)];
        }

        rig[BodyJoint.Neck] = First(names, ["neck", "neck01", "neck1"], 0);
        rig[BodyJoint.Head] = First(names, ["head"], 0);
        int[] missing = [.. Needed.Where(j => rig[j] < 0)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException(
                $"'{clip.Name}' has no joint for {string.Join(", ", missing.Select(j => BodyJoint.Names[j]))}; names like LeftUpLeg, thigh_l, upperarm.R or left_elbow are understood.");
        }

        AddTrunk(joints, rig);
        return rig;
    }

    private static void AddTrunk(IReadOnlyList<BvhJoint> joints, int[] rig)
    {
        int top = rig[BodyJoint.Neck] >= 0 ? rig[BodyJoint.Neck] : rig[BodyJoint.Head] >= 0 ? rig[BodyJoint.Head] : rig[BodyJoint.LeftShoulder];
        int[] spine = Chain(joints, top), left = Chain(joints, rig[BodyJoint.LeftHip]), right = Chain(joints, rig[BodyJoint.RightHip]);
        int shared = 0;
        while (shared < Math.Min(spine.Length, Math.Min(left.Length, right.Length)) && spine[shared] == left[shared] && spine[shared] == right[shared])
        {
            shared++;
        }

        rig[BodyJoint.Pelvis] = spine[Math.Max(shared - 1, 0)];
        int[] between = spine[Math.Min(shared, spine.Length - 1)..^1];
        if (between.Length > 0)
        {
            rig[BodyJoint.Spine3] = between[^1];
            rig[BodyJoint.Spine1] = between.Length > 1 ? between[0] : -1;
            rig[BodyJoint.Spine2] = between.Length > 2 ? between[between.Length / 2] : -1;
        }
    }

    /// <summary>From the root to a joint, itself included.</summary>
    private static int[] Chain(IReadOnlyList<BvhJoint> joints, int joint)
    {
        List<int> chain = [];
        for (int j = joint; j >= 0; j = joints[j].Parent)
        {
            chain.Insert(0, j);
        }

        return [.. chain];
    }

    private static int First((string Part, int Side)[] names, string[] parts, int side)
    {
        for (int j = 0; j < names.Length; j++)
        {
            if (names[j].Side == side && Array.IndexOf(parts, names[j].Part) >= 0)
            {
                return j;
            }
        }

        return -1;
    }

    /// <summary>A name without its side, in small letters and digits; the side: 1 left, -1 right, 0 neither.</summary>
    private static (string Part, int Side) Split(string name)
    {
        string bare = name[(name.LastIndexOf(':') + 1)..], small = bare.ToLowerInvariant();
        int side = 0;
        if (bare.StartsWith("__", StringComparison.Ordinal))
        {
            return (bare, 0); // MakeHuman's links between bones that do not touch
        }

        if (small.Contains("left", StringComparison.Ordinal) || small.Contains("right", StringComparison.Ordinal))
        {
            side = small.Contains("left", StringComparison.Ordinal) ? 1 : -1;
            small = small.Replace("left", "", StringComparison.Ordinal).Replace("right", "", StringComparison.Ordinal);
        }
        else if (small.Length > 2 && small[0] is 'l' or 'r' && (char.IsUpper(bare[1]) || bare[1] is '_' or '.' or ' '))
        {
            side = small[0] == 'l' ? 1 : -1;
            small = small[1..];
        }
        else if (small.Length > 2 && small[^1] is 'l' or 'r' && bare[^2] is '_' or '.' or ' ')
        {
            side = small[^1] == 'l' ? 1 : -1;
            small = small[..^1];
        }

        return (string.Concat(small.Where(char.IsAsciiLetterOrDigit)), side);
    }
}
