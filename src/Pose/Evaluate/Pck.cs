namespace LivePose.Pose.Evaluate;

/// <summary>Percentage of correct keypoints: a keypoint is correct when its error is at most a share of the person's reference length.</summary>
public static class Pck
{
    /// <summary>Reference length, px: MPII's head size (Andriluka et al. 2014), elsewhere the longer side of the person box (Yang and Ramanan 2013).</summary>
    public static double ReferenceLength(GroundTruth truth, AnnotatedPerson person) =>
        truth.Protocol == EvaluationProtocol.Mpii ? person.HeadSize : Math.Max(person.Box.Width, person.Box.Height);

    /// <summary>Shares in use: 0.5 and 0.1 of the head, 0.1 and 0.05 of the box.</summary>
    public static IReadOnlyList<double> Thresholds(GroundTruth truth) => truth.Protocol == EvaluationProtocol.Mpii ? [0.5, 0.1] : [0.1, 0.05];

    /// <summary>Distance of an estimated keypoint from the annotated one, px.</summary>
    public static double Distance(GroundTruth truth, PoseResults results, PosePair pair, int keypoint)
    {
        ReadOnlySpan<double> position = results.PositionsOf(pair.Pose).Slice(2 * keypoint, 2);
        ReadOnlySpan<double> label = truth.People[pair.Person].Keypoints.AsSpan(3 * keypoint, 2);
        double dx = position[0] - label[0], dy = position[1] - label[1];
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
