using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>The ten shape directions of the built-in body, each one unit of standard deviation.</summary>
/// <remarks>
/// 0 stature, 1 weight, 2 female (-) to male (+) build, 3 long legs against a short trunk, 4 arm length, 5 shoulder breadth, 6 hip
/// breadth, 7 muscle, 8 belly, 9 head size. Spreads after ANSUR II, both sexes together: stature 9 cm, biacromial breadth 3 cm, hip
/// breadth 2.4 cm, waist girth 11 cm; sitting height at given stature 2.5 cm; arm length at given stature 2 cm.
/// </remarks>
internal static class BuiltInShapes
{
    /// <summary>Number of directions.</summary>
    public const int Count = 10;

    private const float Stature = 1.69f, HipY = .893f, ShoulderX = .170f, WristX = .684f, NeckY = 1.44f;

    /// <summary>How fat grows outwards from a bone, metres for one unit of weight, shape [24].</summary>
    private static readonly float[] FatByJoint = Both(
        (BodyJoint.Pelvis, .021f), (BodyJoint.Spine1, .024f), (BodyJoint.Spine2, .021f), (BodyJoint.Spine3, .017f), (BodyJoint.Neck, .007f),
        (BodyJoint.Head, .002f), (BodyJoint.LeftCollar, .010f), (BodyJoint.LeftShoulder, .0085f), (BodyJoint.LeftElbow, .0055f),
        (BodyJoint.LeftWrist, .0015f), (BodyJoint.LeftHip, .0125f), (BodyJoint.LeftKnee, .0065f), (BodyJoint.LeftAnkle, .0015f));

    private static readonly float[] MuscleByJoint = Both(
        (BodyJoint.Spine3, .006f), (BodyJoint.Neck, .006f), (BodyJoint.LeftCollar, .010f), (BodyJoint.LeftShoulder, .009f),
        (BodyJoint.LeftElbow, .005f), (BodyJoint.LeftHip, .006f), (BodyJoint.LeftKnee, .005f));

    /// <summary>Shape [10, V, 3], metres.</summary>
    public static double[] Create(BuiltInMesh mesh, Vector3[] outwards, Arrays.CsrMatrix weights)
    {
        int count = mesh.Vertices.Length;
        double[] directions = new double[Count * 3 * count];
        for (int v = 0; v < count; v++)
        {
            float fat = Mean(weights, v, FatByJoint), muscle = Mean(weights, v, MuscleByJoint);
            for (int s = 0; s < Count; s++)
            {
                Vector3 d = Direction(s, mesh.Vertices[v], outwards[v], fat, muscle);
                int at = ((s * count) + v) * 3;
                (directions[at], directions[at + 1], directions[at + 2]) = (d.X, d.Y, d.Z);
            }
        }

        return directions;
    }

    private static Vector3 Direction(int shape, Vector3 p, Vector3 outwards, float fat, float muscle)
    {
        float side = MathF.Sign(p.X), x = MathF.Abs(p.X);
        return shape switch
        {
            0 => (.09f / Stature) * (p - new Vector3(0, HipY, 0)),
            1 => (fat * outwards) + BellyBulge(p, .012f),
            2 => new Vector3(side * (Shoulders(x, p.Y, .012f) - Hips(p, .008f)), 0, 0) + (.35f * muscle * outwards) - Bust(p, .011f) + Waist(p, .006f),
            3 => new Vector3(0, Legs(p.Y, .025f) - Trunk(p.Y, .025f), 0),
            4 => new Vector3(side * .020f * Ramp(x, ShoulderX, WristX), 0, 0),
            5 => new Vector3(side * Shoulders(x, p.Y, .014f), 0, 0),
            6 => new Vector3(side * Hips(p, .012f), 0, 0),
            7 => muscle * outwards,
            8 => BellyBulge(p, .024f) + Waist(p, .007f),
            _ => .045f * Sculpt.Step(p.Y, NeckY, .08f) * (1 - Sculpt.Step(x, .12f, .05f)) * (p - new Vector3(0, NeckY + .02f, -.01f)),
        };
    }

    /// <summary>Outwards displacement of everything beyond the shoulder line, growing across the upper trunk.</summary>
    private static float Shoulders(float x, float y, float amount) => amount * Sculpt.Step(y, 1.10f, .25f) * Ramp(x, 0, ShoulderX);

    private static float Hips(Vector3 p, float amount) =>
        amount * Ramp(MathF.Abs(p.X), 0, .10f) * Sculpt.Step(p.Y, .60f, .26f) * (1 - Sculpt.Step(p.Y, .93f, .16f));

    private static Vector3 Waist(Vector3 p, float amount)
    {
        float ring = Sculpt.Step(p.Y, .95f, .10f) * (1 - Sculpt.Step(p.Y, 1.12f, .12f)) * (1 - Sculpt.Step(MathF.Abs(p.X), .25f, .05f));
        return amount * ring * new Vector3(p.X / .13f, 0, (p.Z + .004f) / .10f);
    }

    private static Vector3 BellyBulge(Vector3 p, float amount) =>
        new(0, 0, amount * Sculpt.Bump(p, new(0, 1.025f, .10f), new(.11f, .095f, .10f)));

    private static Vector3 Bust(Vector3 p, float amount) => amount * Sculpt.Bump(
        new Vector3(MathF.Abs(p.X), p.Y, p.Z), new(.075f, 1.225f, .10f), new(.040f, .038f, .07f)) * new Vector3(0, -.15f, 1);

    /// <summary>Below the hips legs stretch about the hips; feet move with the ankle.</summary>
    private static float Legs(float y, float amount) => -amount * Ramp(HipY - y, 0, HipY - .075f);

    /// <summary>Above the hips the trunk shortens; neck and head move with it.</summary>
    private static float Trunk(float y, float amount) => amount * Ramp(y, HipY, NeckY);

    private static float Ramp(float x, float from, float to) => Math.Clamp((x - from) / (to - from), 0, 1);

    private static float Mean(Arrays.CsrMatrix weights, int v, float[] byJoint)
    {
        double sum = 0;
        for (int i = weights.RowStart[v]; i < weights.RowStart[v + 1]; i++)
        {
            sum += weights.Values[i] * byJoint[weights.Columns[i]];
        }

        return (float)sum;
    }

    private static float[] Both(params ReadOnlySpan<(int Joint, float Value)> left)
    {
        float[] result = new float[BodyJoint.Count];
        foreach ((int joint, float value) in left)
        {
            result[joint] = result[BodyJoint.Mirror[joint]] = value;
        }

        return result;
    }
}
