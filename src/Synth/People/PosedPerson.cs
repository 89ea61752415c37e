using LivePose.Fitting;
using LivePose.Render;

namespace LivePose.Synth.People;

/// <summary>Where a person's joints and keypoints are, camera frame, metres.</summary>
public sealed class PosedPerson
{
    internal PosedPerson(in AffineTransform camera, PosedFigure posed)
    {
        AffineTransform view = camera;
        Joints = Array.ConvertAll(posed.Joints, joint => Apply(view, joint));
        Keypoints = [.. Enumerable.Range(0, posed.Figure.Keypoints.Length).Select(k => Apply(view, posed.Keypoint(k)))];
    }

    /// <summary>SMPL's joints, shape [24].</summary>
    public Vector3D[] Joints { get; }

    /// <summary>COCO's keypoints, shape [17].</summary>
    public Vector3D[] Keypoints { get; }

    private static Vector3D Apply(in AffineTransform t, Vector3D p) => new(
        (t.Row0.X * p.X) + (t.Row0.Y * p.Y) + (t.Row0.Z * p.Z) + t.Row0.W,
        (t.Row1.X * p.X) + (t.Row1.Y * p.Y) + (t.Row1.Z * p.Z) + t.Row1.W,
        (t.Row2.X * p.X) + (t.Row2.Y * p.Y) + (t.Row2.Z * p.Z) + t.Row2.W);
}
