namespace LivePose.Pose.Evaluate;

/// <summary>COCO keypoint evaluation of one part of the pose: average precision and recall by OKS.</summary>
/// <remarks>
/// <para>Behaviour, rule for rule, as pycocotools 2.0 (COCO, MPII-like sets with areas) and xtcocotools 1.14 (COCO-WholeBody parts,
/// CrowdPose); <see cref="EvaluationProtocol"/> names the differences. Held to their printed numbers within 1e-12 by the tests.</para>
/// <para>One oddity is kept on purpose: a match to the annotation with id 0 counts as a miss, as it does there.</para>
/// </remarks>
public sealed class CocoEvaluation
{
    private CocoEvaluation(EvaluatedPart part, PrecisionRecall[] byArea)
    {
        Part = part;
        All = byArea[0];
        Medium = byArea[1];
        Large = byArea[2];
    }

    /// <summary>The keypoints that were evaluated.</summary>
    public EvaluatedPart Part { get; }

    /// <summary>People of every size.</summary>
    public PrecisionRecall All { get; }

    /// <summary>People of 32² to 96² px².</summary>
    public PrecisionRecall Medium { get; }

    /// <summary>People above 96² px².</summary>
    public PrecisionRecall Large { get; }

    /// <summary>The ten numbers.</summary>
    public CocoSummary Summary => new(
        All.MeanAveragePrecision, All.AveragePrecision(0), All.AveragePrecision(CocoThresholds.Oks75), Medium.MeanAveragePrecision, Large.MeanAveragePrecision,
        All.MeanRecall, All.Recall[0], All.Recall[CocoThresholds.Oks75], Medium.MeanRecall, Large.MeanRecall);

    /// <summary>Evaluates all keypoints together.</summary>
    /// <param name="truth">Annotations with areas.</param>
    /// <param name="results">Detections with the same keypoints.</param>
    /// <exception cref="ArgumentException">As the longer form.</exception>
    public static CocoEvaluation Run(GroundTruth truth, PoseResults results) => Run(truth, results, EvaluatedPart.Whole(truth.Keypoints));

    /// <summary>Evaluates one part; images are spread over the cores.</summary>
    /// <param name="truth">Annotations with areas.</param>
    /// <param name="results">Detections with the same keypoints.</param>
    /// <param name="part">The keypoints that count.</param>
    /// <param name="ownScore">True to rank by <see cref="PoseResults.PartScores"/> of this part where there are any.</param>
    /// <param name="includes">Restricts the evaluation to some images; all when null.</param>
    /// <exception cref="ArgumentException">Keypoint counts differ, the ground truth has no areas, or a score is NaN.</exception>
    public static CocoEvaluation Run(
        GroundTruth truth, PoseResults results, EvaluatedPart part, bool ownScore = true, Func<AnnotatedImage, bool>? includes = null)
    {
        double[] scores = ownScore && results.PartScores.TryGetValue(part.Name, out double[]? own) ? own : results.Scores;
        Check(truth, results, scores);
        (AnnotatedPerson[] People, int[] Poses)[] images = Gather(truth, results, part, scores, includes);
        int[] first = new int[images.Length + 1];
        for (int i = 0; i < images.Length; i++)
        {
            first[i + 1] = first[i] + images[i].Poses.Length;
        }

        ImageMatches[] matches = new ImageMatches[images.Length];
        ImageMatches.Outcome[][] outcomes = [.. Enumerable.Range(0, Ranking.RowCount).Select(_ => new ImageMatches.Outcome[first[^1]])];
        OksTable oks = new(truth, results, part);
        Parallel.For(0, images.Length, i => matches[i] = new ImageMatches(oks, images[i].People, images[i].Poses, outcomes, first[i]));

        Ranking ranking = new([.. images.SelectMany(image => image.Poses).Select(pose => scores[pose])]);
        PrecisionRecall[] byArea = [.. CocoThresholds.Areas.Select(_ => Ranking.Empty())];
        int[] people = [.. CocoThresholds.Areas.Select((_, area) => matches.Sum(image => image.CountedPeople[area]))];
        Parallel.For(0, Ranking.RowCount, row =>
        {
            (int area, int threshold) = Math.DivRem(row, CocoThresholds.Oks.Length);
            ranking.Accumulate(outcomes[row], people[area], threshold, byArea[area]);
        });
        return new CocoEvaluation(part, byArea);
    }

    private static void Check(GroundTruth truth, PoseResults results, double[] scores)
    {
        if (results.KeypointCount != truth.Keypoints.Count)
        {
            throw new ArgumentException($"{results.Name} has {results.KeypointCount} keypoints a pose, {truth.Name} has {truth.Keypoints.Count}; they must agree.", nameof(results));
        }

        if (truth.Protocol == EvaluationProtocol.Mpii)
        {
            throw new ArgumentException($"{truth.Name} has no person areas, so OKS is not defined; use PCKh.", nameof(truth));
        }

        if (Array.Exists(scores, double.IsNaN))
        {
            throw new ArgumentException($"{results.Name}: the score of result {Array.FindIndex(scores, double.IsNaN)} is NaN; scores must be numbers.", nameof(results));
        }
    }

    /// <summary>People and best-scored detections of each image that has any, by rising image id.</summary>
    private static (AnnotatedPerson[] People, int[] Poses)[] Gather(
        GroundTruth truth, PoseResults results, EvaluatedPart part, double[] scores, Func<AnnotatedImage, bool>? includes)
    {
        ILookup<long, AnnotatedPerson> people = truth.People.ToLookup(person => person.ImageId);
        Dictionary<long, List<int>> poses = [];
        for (int i = 0; i < results.Count; i++)
        {
            if (truth.Protocol == EvaluationProtocol.Coco || results.ConfidencesOf(i).Slice(part.Start, part.Count).ContainsAnyInRange(double.Epsilon, double.PositiveInfinity))
            {
                if (!poses.TryGetValue(results.ImageIds[i], out List<int>? own))
                {
                    poses.Add(results.ImageIds[i], own = []);
                }

                own.Add(i);
            }
        }

        return [.. truth.Images.Where(image => includes?.Invoke(image) != false).OrderBy(image => image.Id)
            .Select(image => (people[image.Id].ToArray(), Best(poses.GetValueOrDefault(image.Id), scores)))
            .Where(image => image.Item1.Length + image.Item2.Length > 0)];
    }

    private static int[] Best(List<int>? poses, double[] scores) =>
        poses is null ? [] : [.. poses.OrderByDescending(pose => scores[pose]).Take(CocoThresholds.MaxDetections)];
}
