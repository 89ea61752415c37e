namespace LivePose.Fitting;

/// <summary>How a body is fitted. The defaults are the measured choices of docs/fitting-results.md.</summary>
public sealed record FitOptions
{
    /// <summary>How confidence becomes weight.</summary>
    public KeypointWeighting Weighting { get; init; } = KeypointWeighting.InverseVariance;

    /// <summary>κ: errors beyond κ sqrt(l² + σ²) count as outliers.</summary>
    public double Robustness { get; init; } = 3;

    /// <summary>Whether the focal length is an unknown too.</summary>
    public bool RefineFocal { get; init; }

    /// <summary>Relative uncertainty of the given focal length, when it is refined.</summary>
    public double FocalSigma { get; init; } = 0.15;

    /// <summary>Most iterations from the last frame's pose.</summary>
    public int WarmIterations { get; init; } = 8;

    /// <summary>Most iterations of the last stage of a cold start.</summary>
    public int ColdIterations { get; init; } = 20;

    /// <summary>A step that lowers the energy by a smaller share ends the search.</summary>
    public double Tolerance { get; init; } = 2e-4;

    /// <summary>Longest time without a good fit after which the last pose is still a start, seconds.</summary>
    public double LongestGap { get; init; } = 0.5;

    /// <summary>Softness of the joint limits, radians.</summary>
    public double LimitSigma { get; init; } = 0.1;

    /// <summary>Angle over which the price of a backward bend of knee or elbow grows e-fold, radians.</summary>
    public double HingeSigma { get; init; } = 0.1;

    /// <summary>Usual tilt of the trunk against the picture, radians; 0 = anything goes.</summary>
    public double UprightSigma { get; init; } = 0.35;

    /// <summary>Spread around a pose given by <see cref="BodyFitter.StartFrom"/>, radians; 0 = start there, but do not stay.</summary>
    public double StartSigma { get; init; } = 0.3;

    /// <summary>Whether motion between frames is expected to be smooth.</summary>
    public bool Smooth { get; init; } = true;

    /// <summary>Factor on the expected unsteadiness of motion, see <see cref="MotionModel"/>.</summary>
    public double Unsteadiness { get; init; } = 1;

    /// <summary>Whether standing feet stay where they are; for a camera that does not move.</summary>
    public bool FootContact { get; init; } = true;

    /// <summary>How far a standing foot may move, metres.</summary>
    public double FootSigma { get; init; } = 0.06;

    /// <summary>Share of one frame's knowledge of the shape that is kept: frames of one person make correlated errors.</summary>
    public double ShapeRate { get; init; } = 0.1;

    /// <summary>A mixture prior in place of the built-in Gaussian on the pose.</summary>
    public GaussianMixture? PosePrior { get; init; }

    /// <summary>Whether the keypoints' noise level is learned from the residuals of the clip; see docs/fitting-results.md.</summary>
    public bool LearnNoise { get; init; } = true;

    /// <summary>Whether the covariance of every joint is computed.</summary>
    public bool Covariance { get; init; } = true;
}
