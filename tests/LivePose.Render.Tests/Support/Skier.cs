using LivePose.Fitting;

namespace LivePose.Render.Tests;

/// <summary>The built-in body of mean shape fitted to the annotated keypoints of COCO val2017 image 785, root mean square 2.3 px.</summary>
/// <remarks>Made once with Gauss-Newton on <see cref="BodyKinematics"/>, camera <see cref="PinholeCamera.FromImageSize"/> of 640 x 425.</remarks>
public static class Skier
{
    public static double[] Betas { get; } = new double[10];

    public static BodyParameters Pose()
    {
        BodyParameters pose = new(10) { Translation = new Vector3D(0.4256, -0.0703, 3.8035) };
        pose.SetPose(
        [
            2.975, -0.292, 0.359, -0.123, -1.015, -0.179, -0.769, -0.654, -0.42, 0.008, 0.102, 0.028, 0.483, -0.029, 0.083, 1.326, -0.011,
            0.031, 0.002, 0.105, 0.092, 0, 0, 0, 0, 0, 0, -0.006, 0.102, 0.128, 0, 0, 0, 0, 0, 0, 0.013, -0.204, -0.059, 0.01, 0.059, 0.084,
            -0.028, 0.109, 0.043, 0.021, -0.198, -0.075, 0.743, -0.376, -1.111, -1.132, -0.038, 0.483, 0.016, -1.375, -0.041, -0.053, 0.289,
            -0.137, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]);
        return pose;
    }
}
