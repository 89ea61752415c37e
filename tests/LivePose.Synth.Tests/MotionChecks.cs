using LivePose.Fitting;

namespace LivePose.Synth.Tests;

/// <summary>What several tests of poses and motions hold.</summary>
internal static class MotionChecks
{
    public static void AssertInsideLimits(BodyParameters pose)
    {
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            Vector3D v = Rotation.Log(pose.Rotations[j]), low = JointRanges.Default.Lower[j], high = JointRanges.Default.Upper[j];
            for (int axis = 0; axis < 3; axis++)
            {
                Assert.True(
                    v[axis] >= low[axis] - 1e-6 && v[axis] <= high[axis] + 1e-6,
                    $"{BodyJoint.Names[j]} axis {axis}: {v[axis]:F3} is outside {low[axis]:F3} to {high[axis]:F3}");
            }
        }
    }

    public static void AssertNear(Vector3D expected, Vector3D actual, double tolerance) =>
        Assert.True((expected - actual).Length <= tolerance, $"expected {expected}, found {actual}");

    public static void AssertNear(in Matrix3 expected, in Matrix3 actual, double tolerance)
    {
        AssertNear(expected.Column1, actual.Column1, tolerance);
        AssertNear(expected.Column2, actual.Column2, tolerance);
        AssertNear(expected.Column3, actual.Column3, tolerance);
    }
}
