namespace LivePose.Pose.Keypoints;

/// <summary>How a pose network's readings become keypoints and people.</summary>
public sealed record PoseOptions
{
    /// <summary>Confidence from which a keypoint counts for a person: τ of Gu et al. 2023, eq. 5 (COCO habit).</summary>
    public const float ConfidenceThreshold = 0.2f;

    /// <summary>What the decoder works out beside position and score.</summary>
    public ReadingDetail Detail { get; init; }

    /// <summary>The keypoints' confidence; the network's own score unless another form is chosen.</summary>
    public KeypointConfidence Confidence { get; init; } = static (in reading, _, _, in _) => reading.Score;

    /// <summary>The person's score; the mean of the confidences above 0.2 unless another rule is chosen.</summary>
    public PersonScore Score { get; init; } = MeanOfConfident;

    /// <summary>Mean of the confidences above <see cref="ConfidenceThreshold"/> (Gu et al. 2023, eq. 5); 0 when there are none.</summary>
    public static float MeanOfConfident(ReadOnlySpan<Keypoint> keypoints, float boxScore)
    {
        float sum = 0;
        int count = 0;
        foreach (Keypoint keypoint in keypoints)
        {
            if (keypoint.Confidence > ConfidenceThreshold)
            {
                sum += keypoint.Confidence;
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }
}
