namespace LivePose.Pose.Calibrate;

/// <summary>The loss between predicted confidence ŝ and the keypoint OKS s of the frozen network's own prediction.</summary>
public enum HeadLoss
{
    /// <summary>(ŝ − s)² (Gu et al. 2023, eq. 21).</summary>
    SquaredError,

    /// <summary>−s log ŝ − (1 − s) log(1 − ŝ): convex in the weights.</summary>
    CrossEntropy,

    /// <summary>(ŝ − s)² e^(−r) / 2 + r / 2 with a predicted log-variance r (Kendall and Gal 2017); r is dropped after training.</summary>
    Aleatoric,
}
