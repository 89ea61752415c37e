namespace LivePose.Pose.Evaluate;

/// <summary>A detection and the person that it is an estimate of.</summary>
/// <param name="Pose">Index in the results.</param>
/// <param name="Person">Index in the ground truth's people.</param>
public readonly record struct PosePair(int Pose, int Person)
{
    /// <summary>A pose whose best person has a lower OKS is an estimate of nobody.</summary>
    public const double LeastOks = 0.1;

    /// <summary>Pairs detections with people, each at most once, without regard to scores, so that all confidence forms are measured on the same pairs.</summary>
    /// <remarks>
    /// A detection that names its annotation (<see cref="PoseResults.AnnotationIds"/>) goes to it. The others are taken within each image by falling
    /// OKS, down to <see cref="LeastOks"/>. Crowds and people without labelled keypoints in the part take no part.
    /// </remarks>
    /// <param name="truth">Annotations.</param>
    /// <param name="results">Detections.</param>
    /// <param name="part">The keypoints that count.</param>
    public static IReadOnlyList<PosePair> Of(GroundTruth truth, PoseResults results, EvaluatedPart part)
    {
        List<PosePair> pairs = [];
        HashSet<int> taken = [];
        Dictionary<long, List<int>> free = [];
        for (int i = 0; i < results.Count; i++)
        {
            if (results.AnnotationIds is long[] ids && ids[i] != PoseResults.NoAnnotation)
            {
                int person = truth.IndexOfPerson(ids[i]);
                if (Counts(truth, part, person) && taken.Add(person))
                {
                    pairs.Add(new PosePair(i, person));
                }
            }
            else if (free.TryGetValue(results.ImageIds[i], out List<int>? poses))
            {
                poses.Add(i);
            }
            else
            {
                free.Add(results.ImageIds[i], [i]);
            }
        }

        if (truth.Protocol != EvaluationProtocol.Mpii)
        {
            PairByOks(truth, results, part, free, taken, pairs);
        }

        return pairs;
    }

    internal static bool Counts(GroundTruth truth, EvaluatedPart part, int person) =>
        !truth.People[person].IsCrowd && truth.People[person].CountLabelled(part.Start, part.Count) > 0;

    private static void PairByOks(
        GroundTruth truth, PoseResults results, EvaluatedPart part, Dictionary<long, List<int>> free, HashSet<int> taken, List<PosePair> pairs)
    {
        ILookup<long, int> people = Enumerable.Range(0, truth.People.Count)
            .Where(person => !taken.Contains(person) && Counts(truth, part, person))
            .ToLookup(person => truth.People[person].ImageId);
        OksTable oks = new(truth, results, part);
        foreach ((long image, List<int> poses) in free)
        {
            IEnumerable<(PosePair Pair, double Oks)> candidates =
                from pose in poses
                from person in people[image]
                let similarity = oks.Of(pose, truth.People[person])
                where similarity >= LeastOks
                orderby similarity descending
                select (new PosePair(pose, person), similarity);
            HashSet<int> used = [];
            foreach ((PosePair pair, _) in candidates)
            {
                if (!used.Contains(pair.Pose) && taken.Add(pair.Person))
                {
                    used.Add(pair.Pose);
                    pairs.Add(pair);
                }
            }
        }
    }
}
