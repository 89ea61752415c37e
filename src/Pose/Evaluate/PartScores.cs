namespace LivePose.Pose.Evaluate;

/// <summary>Scores of a part made from its own keypoints, for results that carry only a score of the whole person.</summary>
/// <remarks>Gu et al. 2023 show that a part ranked by its own aggregate gains AP by that alone.</remarks>
public static class PartScores
{
    private const double Threshold = 0.2;

    /// <summary>Mean of the part's keypoint scores above 0.2 (eq. 5), or the file's own score of the part where it has one.</summary>
    /// <param name="results">Detections.</param>
    /// <param name="part">The keypoints that count.</param>
    /// <returns>Shape [N]; 0 where no keypoint is above the threshold.</returns>
    public static double[] Of(PoseResults results, EvaluatedPart part)
    {
        if (results.PartScores.TryGetValue(part.Name, out double[]? own))
        {
            return own;
        }

        double[] scores = new double[results.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            double sum = 0;
            int count = 0;
            foreach (double confidence in results.ConfidencesOf(i).Slice(part.Start, part.Count))
            {
                if (confidence > Threshold)
                {
                    sum += confidence;
                    count++;
                }
            }

            scores[i] = count > 0 ? sum / count : 0;
        }

        return scores;
    }

    /// <summary>The results with a score of their own for each part.</summary>
    public static PoseResults Add(PoseResults results, IEnumerable<EvaluatedPart> parts) =>
        results with { PartScores = parts.ToDictionary(part => part.Name, part => Of(results, part), StringComparer.Ordinal) };
}
