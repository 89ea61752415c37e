using System.Numerics;

namespace LivePose.Render;

/// <summary>Draws 3D skeletons as lines seen by a camera.</summary>
public static class SkeletonMarks
{
    /// <summary>Adds one skeleton; bones that reach behind the camera are left out.</summary>
    /// <param name="marks">Where to add.</param>
    /// <param name="joints">Joints, scene coordinates, metres, shape [J].</param>
    /// <param name="parents">Parent of each joint, -1 for a root, shape [J].</param>
    /// <param name="camera">Who looks.</param>
    /// <param name="color">sRGB and opacity.</param>
    /// <param name="unit">Size of lines, px; see <see cref="Pane.UnitPixels"/>.</param>
    public static void Add(MarkList marks, ReadOnlySpan<Vector3> joints, ReadOnlySpan<int> parents, in SceneCamera camera, Vector4 color, float unit)
    {
        if (joints.Length != parents.Length)
        {
            throw new ArgumentException($"{joints.Length} joints with {parents.Length} parents are not one skeleton.", nameof(parents));
        }

        for (int j = 0; j < joints.Length; j++)
        {
            if (!camera.TryProject(joints[j], out Vector2 end))
            {
                continue;
            }

            if (parents[j] >= 0 && camera.TryProject(joints[parents[j]], out Vector2 start))
            {
                marks.Line(start, end, 3.5f * unit, color);
            }

            marks.Disc(end, 3 * unit, color);
        }
    }
}
