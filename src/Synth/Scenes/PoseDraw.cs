using LivePose.Fitting;

namespace LivePose.Synth.Scenes;

/// <summary>Poses within the joints' limits, around a few postures.</summary>
internal static class PoseDraw
{
    private const double Degree = Math.PI / 180;

    /// <summary>Postures: rotation vectors in degrees of left thigh, left knee, left shoulder, left elbow; then of the right, mirrored already.</summary>
    private static readonly (Vector3D Hip, Vector3D Knee, Vector3D Shoulder, Vector3D Elbow)[] Limbs =
    [
        (new(-5, 0, 3), new(8, 0, 0), new(0, -8, -72), new(0, -20, 0)),     // hanging
        (new(-28, 0, 2), new(18, 0, 0), new(10, -40, -65), new(0, -45, 0)), // step forward, arm forward
        (new(15, 0, 2), new(35, 0, 0), new(0, 25, -68), new(0, -30, 0)),    // step back
        (new(-85, 10, 8), new(88, 0, 0), new(20, -55, -60), new(0, -60, 0)), // sitting
        (new(-95, 15, 18), new(110, 0, 0), new(0, -80, -30), new(0, -50, 0)), // crouching
        (new(-60, 5, 8), new(70, 0, 0), new(0, -20, 60), new(0, -40, 0)),   // arm up
        (new(-8, 0, 12), new(5, 0, 0), new(-10, -10, 25), new(0, -20, 0)),  // arm out
        (new(-10, 0, 5), new(10, 0, 0), new(60, -30, -45), new(0, -110, 0)), // hand to the face or hip
    ];

    /// <summary>Fills rotations 1 to 23, and a lean of the whole body in rotation 0.</summary>
    public static void Sample(Random random, BodyParameters body)
    {
        JointRanges ranges = JointRanges.Default;
        double looseness = random.Between(.35f, .9f);
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            Vector3D s = looseness * ranges.Spread[j];
            Vector3D v = ranges.Mean[j] + new Vector3D(random.Normal() * s.X, random.Normal() * s.Y, random.Normal() * s.Z);
            body.Rotations[j] = Rotation.Exp(Clamp(v, ranges.Lower[j], ranges.Upper[j]));
        }

        bool paired = random.Chance(.5);
        int legs = random.PickWeighted([.45f, .2f, .15f, .12f, .05f, .03f, 0, 0]);
        foreach (bool left in new[] { true, false })
        {
            if (!paired || !left)
            {
                legs = legs is 3 or 4 && random.Chance(.8) ? legs : random.PickWeighted([.4f, .2f, .2f, .1f, .04f, .06f, .1f, .1f]);
            }

            int arms = random.PickWeighted([.3f, .12f, .1f, .12f, .06f, .1f, .1f, .12f]);
            Set(body, left, BodyJoint.LeftHip, Limbs[legs].Hip, looseness, random);
            Set(body, left, BodyJoint.LeftKnee, Limbs[legs].Knee, looseness, random);
            Set(body, left, BodyJoint.LeftShoulder, Limbs[arms].Shoulder, looseness, random);
            Set(body, left, BodyJoint.LeftElbow, Limbs[arms].Elbow, looseness, random);
        }

        body.Rotations[0] = Rotation.Exp(new Vector3D(random.Normal(.1f) + (random.Chance(.1) ? .5 : 0), 0, random.Normal(.07f)));
    }

    private static void Set(BodyParameters body, bool left, int leftJoint, Vector3D degrees, double looseness, Random random)
    {
        JointRanges ranges = JointRanges.Default;
        int joint = left ? leftJoint : BodyJoint.Mirror[leftJoint];
        Vector3D v = Degree * (left ? degrees : new Vector3D(degrees.X, -degrees.Y, -degrees.Z));
        Vector3D s = .8 * looseness * ranges.Spread[joint];
        v += new Vector3D(random.Normal() * s.X, random.Normal() * s.Y, random.Normal() * s.Z);
        body.Rotations[joint] = Rotation.Exp(Clamp(v, ranges.Lower[joint], ranges.Upper[joint]));
    }

    private static Vector3D Clamp(Vector3D v, Vector3D low, Vector3D high) =>
        new(Math.Clamp(v.X, low.X, high.X), Math.Clamp(v.Y, low.Y, high.Y), Math.Clamp(v.Z, low.Z, high.Z));
}
