using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Calibrate;

/// <summary>Paired bootstrap over images: is the difference between two forms more than the luck of these images?</summary>
/// <remarks>Efron 1979. Whole images are drawn with replacement, because people of one image are not independent.</remarks>
public static class CalibrationBootstrap
{
    /// <summary>Differences of AP, of keypoint Pearson, AUSE and ECE, and of instance Pearson, AUSE and ECE.</summary>
    /// <param name="truth">The people of the results.</param>
    /// <param name="before">Poses under one form, one for each person, with annotation ids.</param>
    /// <param name="after">The same poses in the same order under another form.</param>
    /// <param name="resamples">Number of draws; 200 gives the ends of the interval to about a tenth of its width.</param>
    /// <param name="seed">Names the draws.</param>
    public static IReadOnlyList<CalibrationGain> Compare(GroundTruth truth, PoseResults before, PoseResults after, int resamples, int seed)
    {
        int[][] poses = [.. Enumerable.Range(0, before.Count).GroupBy(i => before.ImageIds[i]).Select(image => image.ToArray())];
        (string Measure, double Value)[] whole = Differences(truth, before, after, poses);
        double[][] draws = new double[resamples][];
        SplitMix64 random = new((ulong)seed);
        int[][] chosen = new int[poses.Length][];
        for (int r = 0; r < resamples; r++)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                chosen[i] = poses[random.Below(poses.Length)];
            }

            draws[r] = [.. Differences(truth, before, after, chosen).Select(difference => difference.Value)];
        }

        return [.. whole.Select((difference, m) =>
        {
            double[] sorted = [.. draws.Select(draw => draw[m]).Where(double.IsFinite).Order()];
            return new CalibrationGain(
                difference.Measure, difference.Value, sorted[(int)(0.025 * sorted.Length)], sorted[Math.Min(sorted.Length - 1, (int)(0.975 * sorted.Length))]);
        })];
    }

    private static (string Measure, double Value)[] Differences(GroundTruth truth, PoseResults before, PoseResults after, int[][] images)
    {
        GroundTruth drawn = Draw(truth, before, images);
        FormScore[] scores = [.. FormScore.Compare(drawn, [Draw(before, images), Draw(after, images)])];
        (CalibrationSummary a, CalibrationSummary b) = (scores[0].Calibration, scores[1].Calibration);
        return
        [
            ("AP", scores[1].Coco.AP - scores[0].Coco.AP),
            ("Pearson keypoint", b.Keypoint.Pearson - a.Keypoint.Pearson),
            ("AUSE keypoint", b.Keypoint.Ause - a.Keypoint.Ause),
            ("ECE keypoint", b.Keypoint.Ece - a.Keypoint.Ece),
            ("Pearson instance", b.Instance.Pearson - a.Instance.Pearson),
            ("AUSE instance", b.Instance.Ause - a.Instance.Ause),
            ("ECE instance", b.Instance.Ece - a.Instance.Ece),
        ];
    }

    /// <summary>The annotations of the drawn poses; an image drawn twice becomes two.</summary>
    private static GroundTruth Draw(GroundTruth truth, PoseResults results, int[][] images)
    {
        List<AnnotatedPerson> people = [];
        for (int i = 0; i < images.Length; i++)
        {
            foreach (int pose in images[i])
            {
                AnnotatedPerson person = truth.People[truth.IndexOfPerson(results.AnnotationIds![pose])];
                people.Add(person with { Id = people.Count + 1, ImageId = i + 1 });
            }
        }

        return new GroundTruth(truth.Name, truth.Keypoints, truth.Protocol, [.. Enumerable.Range(1, images.Length).Select(id => new AnnotatedImage(id, ""))], people);
    }

    private static PoseResults Draw(PoseResults results, int[][] images)
    {
        int[] poses = [.. images.SelectMany(image => image)];
        int k = results.KeypointCount;
        return results with
        {
            ImageIds = [.. images.SelectMany((image, i) => image.Select(_ => i + 1L))],
            AnnotationIds = [.. Enumerable.Range(1, poses.Length).Select(id => (long)id)],
            Scores = [.. poses.Select(pose => results.Scores[pose])],
            Positions = [.. poses.SelectMany(pose => results.Positions[(2 * k * pose)..(2 * k * (pose + 1))])],
            Confidences = [.. poses.SelectMany(pose => results.Confidences[(k * pose)..(k * (pose + 1))])],
            Areas = [.. poses.Select(pose => results.Areas[pose])],
        };
    }
}
