using System.Numerics;
using LivePose.Fitting;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>Where the cameras beside the fitted one look: at the middle of everyone, calmly, and upright in the world.</summary>
internal sealed class SceneFocus
{
    /// <summary>Share of the way to the newest place that is gone in a frame: about half a second to follow.</summary>
    private const float Pace = 0.08f;

    /// <summary>The same for the tilt of the camera, which stands still while people bend and lean.</summary>
    private const float TiltPace = 0.02f;

    private const float LargestTilt = 0.9f, Margin = 0.35f, FootHeight = 0.08f, SmallestRadius = 1.15f, LargestRadius = 8;

    private bool _known;
    private float _floor = 1;

    /// <summary>Middle of the people, scene coordinates, metres.</summary>
    public Vector3 Middle { get; private set; } = new(0, 0, 4);

    /// <summary>A sphere of this radius around the middle holds everyone, metres.</summary>
    public float Radius { get; private set; } = 1.5f;

    /// <summary>By how much the fitted camera looks down, radians: on average, people stand upright.</summary>
    public float Tilt { get; private set; }

    /// <summary>The floor below the lowest foot.</summary>
    public GroundPlane Floor
    {
        get
        {
            Vector3 down = SceneCamera.FromLevel(Vector3.UnitY, Tilt);
            return new GroundPlane(Middle + ((_floor - Vector3.Dot(down, Middle)) * down), -down, 2 * Radius);
        }
    }

    /// <summary>Follows the people of a frame; with none it stays.</summary>
    /// <param name="joints">One person after the other, 24 each, scene coordinates, metres.</param>
    public void Follow(ReadOnlySpan<Vector3> joints)
    {
        if (joints.IsEmpty)
        {
            return;
        }

        Vector3 upward = Vector3.Zero;
        (Vector3 low, Vector3 high) = (joints[0], joints[0]);
        for (int i = 0; i < joints.Length; i += BodyJoint.Count)
        {
            ReadOnlySpan<Vector3> person = joints.Slice(i, BodyJoint.Count);
            upward += person[BodyJoint.Neck] - ((person[BodyJoint.LeftAnkle] + person[BodyJoint.RightAnkle]) / 2);
            foreach (Vector3 joint in person)
            {
                (low, high) = (Vector3.Min(low, joint), Vector3.Max(high, joint));
            }
        }

        float pace = _known ? Pace : 1;
        Tilt = float.Lerp(Tilt, Math.Clamp(MathF.Atan2(-upward.Z, -upward.Y), -LargestTilt, LargestTilt), _known ? TiltPace : 1);
        Middle = Vector3.Lerp(Middle, (low + high) / 2, pace);
        Radius = float.Lerp(Radius, Math.Clamp(((high - low).Length() / 2) + Margin, SmallestRadius, LargestRadius), pace);
        _floor = float.Lerp(_floor, Lowest(joints) + FootHeight, pace);
        _known = true;
    }

    /// <summary>How far down the lowest joint is, metres along the world's vertical.</summary>
    private float Lowest(ReadOnlySpan<Vector3> joints)
    {
        Vector3 down = SceneCamera.FromLevel(Vector3.UnitY, Tilt);
        float lowest = float.MinValue;
        foreach (Vector3 joint in joints)
        {
            lowest = MathF.Max(lowest, Vector3.Dot(down, joint));
        }

        return lowest;
    }
}
