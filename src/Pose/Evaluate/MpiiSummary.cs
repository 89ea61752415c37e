namespace LivePose.Pose.Evaluate;

/// <summary>PCKh of MPII in percent, by joint pair and overall.</summary>
/// <remarks>
/// Andriluka et al. 2014, as the evaluation code in common use weighs it: left and right are averaged, Mean weighs every joint but pelvis and
/// thorax with the number of its labels, Head is the head top. A joint without labels is NaN and has no weight.
/// </remarks>
/// <param name="Head">Head top.</param>
/// <param name="Shoulder">Both shoulders.</param>
/// <param name="Elbow">Both elbows.</param>
/// <param name="Wrist">Both wrists.</param>
/// <param name="Hip">Both hips.</param>
/// <param name="Knee">Both knees.</param>
/// <param name="Ankle">Both ankles.</param>
/// <param name="Mean">14 joints, at 0.5 of the head size.</param>
/// <param name="MeanAt01">14 joints, at 0.1 of the head size.</param>
public sealed record MpiiSummary(
    double Head, double Shoulder, double Elbow, double Wrist, double Hip, double Knee, double Ankle, double Mean, double MeanAt01)
{
    private const int Pelvis = 6, Thorax = 7;

    /// <summary>The numbers with their names.</summary>
    public IEnumerable<(string Name, double Value)> Named =>
    [
        ("Head", Head), ("Shoulder", Shoulder), ("Elbow", Elbow), ("Wrist", Wrist), ("Hip", Hip), ("Knee", Knee), ("Ankle", Ankle),
        ("PCKh@0.5", Mean), ("PCKh@0.1", MeanAt01),
    ];

    /// <summary>Evaluates poses that name their annotation; a person without a pose counts as wrong at every joint.</summary>
    /// <exception cref="ArgumentException">The ground truth is not MPII's, or no result names its annotation.</exception>
    public static MpiiSummary Run(GroundTruth truth, PoseResults results)
    {
        if (truth.Protocol != EvaluationProtocol.Mpii)
        {
            throw new ArgumentException($"{truth.Name} is not an MPII ground truth; PCKh needs head sizes.", nameof(truth));
        }

        if (results.Count > 0 && results.AnnotationIds is null)
        {
            throw new ArgumentException(
                $"{results.Name}: no result has an 'annotation_id'; for MPII it must be the person's index in {truth.Name}, from 0.", nameof(results));
        }

        int joints = truth.Keypoints.Count;
        double[] labelled = new double[joints], half = new double[joints], tenth = new double[joints];
        foreach (AnnotatedPerson person in truth.People)
        {
            for (int k = 0; k < joints; k++)
            {
                labelled[k] += person.IsLabelled(k) ? 1 : 0;
            }
        }

        foreach (PosePair pair in PosePair.Of(truth, results, EvaluatedPart.Whole(truth.Keypoints)))
        {
            AnnotatedPerson person = truth.People[pair.Person];
            for (int k = 0; k < joints; k++)
            {
                double error = person.IsLabelled(k) ? Pck.Distance(truth, results, pair, k) / person.HeadSize : double.PositiveInfinity;
                half[k] += error <= 0.5 ? 1 : 0;
                tenth[k] += error <= 0.1 ? 1 : 0;
            }
        }

        double Percent(int k) => 100 * half[k] / labelled[k];
        double Pair(int a, int b) => (Percent(a) + Percent(b)) / 2;
        return new MpiiSummary(
            Percent(9), Pair(12, 13), Pair(11, 14), Pair(10, 15), Pair(2, 3), Pair(1, 4), Pair(0, 5), Overall(half, labelled), Overall(tenth, labelled));
    }

    private static double Overall(double[] correct, double[] labelled)
    {
        double hits = correct.Sum() - correct[Pelvis] - correct[Thorax];
        return 100 * hits / (labelled.Sum() - labelled[Pelvis] - labelled[Thorax]);
    }
}
