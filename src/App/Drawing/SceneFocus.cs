using System.Numerics;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>Where the cameras beside the fitted one look: at the middle of everyone, calmly.</summary>
internal sealed class SceneFocus
{
    /// <summary>Share of the way to the newest place that is gone in a frame: about half a second to follow.</summary>
    private const float Pace = 0.08f;

    private const float Margin = 0.35f, FootHeight = 0.08f, SmallestRadius = 1.15f, LargestRadius = 8;

    private bool _known;

    /// <summary>Middle of the people, scene coordinates, metres.</summary>
    public Vector3 Middle { get; private set; } = new(0, 0, 4);

    /// <summary>A sphere of this radius around the middle holds everyone, metres.</summary>
    public float Radius { get; private set; } = 1.5f;

    /// <summary>The floor below the lowest foot.</summary>
    public GroundPlane Floor => GroundPlane.Level(Middle with { Y = FloorY }, 2 * Radius);

    private float FloorY { get; set; } = 1;

    /// <summary>Follows the people of a frame; with none it stays.</summary>
    /// <param name="joints">Of everyone, scene coordinates, metres.</param>
    public void Follow(ReadOnlySpan<Vector3> joints)
    {
        if (joints.IsEmpty)
        {
            return;
        }

        (Vector3 low, Vector3 high) = (joints[0], joints[0]);
        foreach (Vector3 joint in joints)
        {
            (low, high) = (Vector3.Min(low, joint), Vector3.Max(high, joint));
        }

        float pace = _known ? Pace : 1;
        _known = true;
        Middle = Vector3.Lerp(Middle, (low + high) / 2, pace);
        Radius = float.Lerp(Radius, Math.Clamp(((high - low).Length() / 2) + Margin, SmallestRadius, LargestRadius), pace);
        FloorY = float.Lerp(FloorY, high.Y + FootHeight, pace);
    }
}
