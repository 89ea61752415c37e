namespace LivePose.Pose.Evaluate;

/// <summary>What one way to score the same poses is worth.</summary>
/// <param name="Form">Name of the confidence form.</param>
/// <param name="Coco">Average precision and recall; recall is the same for every form.</param>
/// <param name="Calibration">Calibration of keypoint and instance scores.</param>
public sealed record FormScore(string Form, CocoSummary Coco, CalibrationSummary Calibration)
{
    /// <summary>Scores the same poses under several confidence forms.</summary>
    /// <param name="truth">Annotations with areas.</param>
    /// <param name="forms">One set of results a form, named after it: the same poses in the same order, with other <see cref="PoseResults.Scores"/> and
    /// <see cref="PoseResults.Confidences"/>. Enumerated once.</param>
    public static IEnumerable<FormScore> Compare(GroundTruth truth, IEnumerable<PoseResults> forms)
    {
        EvaluatedPart whole = EvaluatedPart.Whole(truth.Keypoints);
        IReadOnlyList<PosePair>? pairs = null;
        foreach (PoseResults form in forms)
        {
            pairs ??= PosePair.Of(truth, form, whole);
            CalibrationSamples samples = CalibrationSamples.Collect(truth, form, whole, pairs);
            yield return new FormScore(form.Name, CocoEvaluation.Run(truth, form).Summary, CalibrationSummary.Of(samples, Pck.Thresholds(truth)));
        }
    }
}
