namespace LivePose.Pose.Evaluate;

/// <summary>Confidence and accuracy of every paired keypoint and pose, as arrays: what all calibration measures are made from.</summary>
/// <remarks>
/// The accuracy of a keypoint is its OKS, exp(-d² / (2 l²)) (Gu et al. 2023, eq. 7), that of a pose the mean over its labelled keypoints
/// (eq. 6). For MPII, which has no areas, it is PCKh@0.5: 1 or 0. Only labelled keypoints have an accuracy.
/// </remarks>
public sealed record CalibrationSamples
{
    private CalibrationSamples()
    {
    }

    /// <summary>Scores of the M labelled keypoints of all pairs.</summary>
    public required double[] KeypointConfidences { get; init; }

    /// <summary>Accuracy of the same keypoints, in [0, 1].</summary>
    public required double[] KeypointAccuracies { get; init; }

    /// <summary>Error of the same keypoints over the person's reference length (<see cref="Pck"/>).</summary>
    public required double[] KeypointRelativeErrors { get; init; }

    /// <summary>Scores of the N paired poses.</summary>
    public required double[] InstanceConfidences { get; init; }

    /// <summary>Accuracy of the same poses, in [0, 1].</summary>
    public required double[] InstanceAccuracies { get; init; }

    /// <summary>Labelled keypoints of each pose: how many neighbouring keypoint samples are its own.</summary>
    public required int[] KeypointsPerInstance { get; init; }

    /// <summary>Scores of keypoints labelled as visible.</summary>
    public required double[] VisibleConfidences { get; init; }

    /// <summary>Scores of keypoints labelled as occluded.</summary>
    public required double[] OccludedConfidences { get; init; }

    /// <summary>Scores of keypoints that are not labelled: out of view or not to be told.</summary>
    public required double[] UnlabelledConfidences { get; init; }

    /// <summary>Detections that are an estimate of nobody, and so are not measured here.</summary>
    public required int UnpairedDetections { get; init; }

    /// <summary>Collects the samples of one part.</summary>
    /// <param name="truth">Annotations.</param>
    /// <param name="results">Detections.</param>
    /// <param name="part">The keypoints that count.</param>
    /// <param name="pairs">Pairs to measure; <see cref="PosePair.Of"/> when null. Give them to compare confidence forms without pairing anew.</param>
    public static CalibrationSamples Collect(GroundTruth truth, PoseResults results, EvaluatedPart part, IReadOnlyList<PosePair>? pairs = null)
    {
        pairs ??= PosePair.Of(truth, results, part);
        List<double> confidences = [], accuracies = [], errors = [], scores = [], poseAccuracies = [];
        List<double>[] byLabel = [[], [], []];
        List<int> counts = [];
        double[] poseScores = results.PartScores.GetValueOrDefault(part.Name) ?? results.Scores;
        foreach (PosePair pair in pairs)
        {
            AnnotatedPerson person = truth.People[pair.Person];
            ReadOnlySpan<double> own = results.ConfidencesOf(pair.Pose);
            int before = accuracies.Count;
            for (int k = part.Start; k < part.Start + part.Count; k++)
            {
                byLabel[(int)Math.Clamp(person.Keypoints[(3 * k) + 2], 0, 2)].Add(own[k]);
                if (person.IsLabelled(k))
                {
                    double distance = Pck.Distance(truth, results, pair, k);
                    double relative = distance / Pck.ReferenceLength(truth, person);
                    confidences.Add(own[k]);
                    errors.Add(relative);
                    accuracies.Add(Accuracy(truth, person, k, distance, relative));
                }
            }

            counts.Add(accuracies.Count - before);
            scores.Add(poseScores[pair.Pose]);
            poseAccuracies.Add(accuracies.Skip(before).Average());
        }

        return new CalibrationSamples
        {
            KeypointConfidences = [.. confidences],
            KeypointAccuracies = [.. accuracies],
            KeypointRelativeErrors = [.. errors],
            InstanceConfidences = [.. scores],
            InstanceAccuracies = [.. poseAccuracies],
            KeypointsPerInstance = [.. counts],
            UnlabelledConfidences = [.. byLabel[0]],
            OccludedConfidences = [.. byLabel[1]],
            VisibleConfidences = [.. byLabel[2]],
            UnpairedDetections = results.Count - pairs.Count,
        };
    }

    /// <summary>1 for each keypoint within the share of the reference length, else 0.</summary>
    public double[] KeypointPck(double threshold) => [.. KeypointRelativeErrors.Select(error => error <= threshold ? 1.0 : 0.0)];

    /// <summary>Share of correct keypoints of each pose.</summary>
    public double[] InstancePck(double threshold)
    {
        double[] correct = KeypointPck(threshold);
        double[] shares = new double[KeypointsPerInstance.Length];
        for (int i = 0, first = 0; i < shares.Length; first += KeypointsPerInstance[i], i++)
        {
            shares[i] = Correlation.Mean(correct.AsSpan(first, KeypointsPerInstance[i]));
        }

        return shares;
    }

    private static double Accuracy(GroundTruth truth, AnnotatedPerson person, int keypoint, double distance, double relativeError)
    {
        if (truth.Protocol == EvaluationProtocol.Mpii)
        {
            return relativeError <= Pck.Thresholds(truth)[0] ? 1 : 0;
        }

        return Oks.OfKeypoint(distance * distance, Oks.FalloffSquared(truth.Sigmas[keypoint], truth.AreaOf(person)));
    }
}
