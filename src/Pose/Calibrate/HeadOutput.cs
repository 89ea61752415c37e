namespace LivePose.Pose.Calibrate;

/// <summary>What the head predicts for each keypoint, in the order of its weight rows; each is the argument of a sigmoid but the last.</summary>
internal enum HeadOutput
{
    /// <summary>Logit of the expected OKS.</summary>
    Confidence,

    /// <summary>Logit of P(keypoint is labelled).</summary>
    Visibility,

    /// <summary>Logarithm of the variance of the OKS about its expectation; only while training with the aleatoric loss.</summary>
    LogVariance,
}
