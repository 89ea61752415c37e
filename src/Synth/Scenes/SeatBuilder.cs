using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.People;

namespace LivePose.Synth.Scenes;

/// <summary>Puts something to sit on under people whose thighs lie level.</summary>
internal static class SeatBuilder
{
    private const float ThighBelow = 0.11f, LowestSeat = 0.2f;

    /// <summary>Adds a seat for one person, mostly, where the pose asks for it.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="posed">The person's figure, posed in the world.</param>
    /// <param name="props">Out: parts of the seat are added.</param>
    public static void Add(Random random, PosedFigure posed, List<Prop> props)
    {
        Vector3 pelvis = Figure.ToVector(posed.Joints[BodyJoint.Pelvis]);
        Vector3 knees = 0.5f * (Figure.ToVector(posed.Joints[BodyJoint.LeftKnee]) + Figure.ToVector(posed.Joints[BodyJoint.RightKnee]));
        float top = pelvis.Y - ThighBelow;
        Vector3 ahead = knees - pelvis;
        bool sits = MathF.Abs(ahead.Y) < 0.22f && ahead.Length() > 0.25f && top > LowestSeat;
        if (sits && random.Chance(.85))
        {
            AddSeat(random, pelvis, ahead with { Y = 0 }, top, props);
        }
    }

    private static void AddSeat(Random random, Vector3 pelvis, Vector3 ahead, float top, List<Prop> props)
    {
        Vector3 forward = Vector3.Normalize(ahead);
        float yaw = MathF.Atan2(forward.X, forward.Z);
        float breadth = random.Chance(.3) ? random.Between(.5f, 1) : random.Between(.2f, .28f);
        Drawing.Material material = random.AnyMaterial();
        Vector3 middle = pelvis + (0.06f * forward);
        bool solid = random.Chance(.5);
        float thickness = solid ? top / 2 : 0.04f;
        props.Add(PropPlacing.Upright(PropShape.Box, middle with { Y = top - thickness }, new Vector3(breadth, thickness, 0.2f), yaw, material));
        if (!solid)
        {
            Vector3 right = Vector3.Cross(Vector3.UnitY, forward);
            foreach ((float x, float z) in new[] { (-1f, -1f), (-1f, 1f), (1f, -1f), (1f, 1f) })
            {
                Vector3 leg = middle + (x * (breadth - .03f) * right) + (z * .17f * forward);
                props.Add(PropPlacing.Upright(PropShape.Post, leg with { Y = top / 2 }, new Vector3(.02f, top / 2, .02f), yaw, material));
            }
        }

        if (random.Chance(.5))
        {
            Vector3 back = middle - (0.24f * forward);
            float height = random.Between(.18f, .4f);
            props.Add(PropPlacing.Upright(PropShape.Box, back with { Y = top + height }, new Vector3(breadth, height, .025f), yaw, material));
        }
    }
}
