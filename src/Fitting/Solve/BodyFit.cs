namespace LivePose.Fitting;

/// <summary>The result for one person in one frame. Reused: the fitter writes into it.</summary>
/// <param name="shapeCount">S.</param>
public sealed class BodyFit(int shapeCount)
{
    /// <summary>None when the fit is good; otherwise every other member but the time is the last good one's.</summary>
    public FitRejection Rejection { get; set; } = FitRejection.TooFewKeypoints;

    /// <summary>Time of the frame, seconds.</summary>
    public double Time { get; set; }

    /// <summary>Pose, place and shape.</summary>
    public BodyParameters Parameters { get; } = new(shapeCount);

    /// <summary>The camera of the fit, with a refined focal length if that was asked for.</summary>
    public PinholeCamera Camera { get; set; }

    /// <summary>Joint positions, metres, camera frame, shape [24].</summary>
    public Vector3D[] Joints { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Covariance of each joint's position, m², camera frame, shape [24]; zero when not asked for or not determined.</summary>
    public Matrix3[] JointCovariances { get; } = new Matrix3[BodyJoint.Count];

    /// <summary>Energy at the minimum.</summary>
    public double Energy { get; set; }

    /// <summary>Root of the weighted mean squared distance between keypoints and their projections, robustly weighted, px.</summary>
    public double ReprojectionError { get; set; }

    /// <summary>Share of the observed weight that the robust loss still believes, in [0, 1].</summary>
    public double Support { get; set; }

    /// <summary>Factor that the keypoints' variances were multiplied by because the clip's residuals said so; 1 at first.</summary>
    public double NoiseScale { get; set; } = 1;

    /// <summary>Linear systems solved, all stages and hypotheses.</summary>
    public int Iterations { get; set; }

    /// <summary>True when the search did not start from the last frame.</summary>
    public bool ColdStarted { get; set; }
}
