using LivePose.Pose.Evaluate;

namespace LivePose.App.Reports;

/// <summary>Everything that <c>livepose eval</c> found out; the table, the JSON and the page are three views of it.</summary>
internal sealed record EvaluationOutcome
{
    /// <summary>The annotations.</summary>
    public required GroundTruth Truth { get; init; }

    /// <summary>The detections.</summary>
    public required PoseResults Results { get; init; }

    /// <summary>The data set's own numbers, in its customary order.</summary>
    public required IReadOnlyList<(string Name, double Value)> Summary { get; init; }

    /// <summary>Precision and recall by OKS; null for MPII, which has no OKS.</summary>
    public required CocoEvaluation? Coco { get; init; }

    /// <summary>Evaluation by part; empty when not asked for.</summary>
    public IReadOnlyList<PartRow> Parts { get; init; } = [];

    /// <summary>Accuracy by image; empty when not asked for.</summary>
    public IReadOnlyList<ImageAccuracy> Images { get; init; } = [];

    /// <summary>How well the scores predict the accuracy.</summary>
    public required CalibrationSummary Calibration { get; init; }

    /// <summary>Confidence forms compared; empty when not asked for.</summary>
    public IReadOnlyList<FormScore> Forms { get; init; } = [];

    /// <summary>A keypoint more and more covered; null when not asked for.</summary>
    public OcclusionSweep? Occlusion { get; init; }

    /// <summary>Name of the accuracy that scores are held against.</summary>
    public string Accuracy => Coco is null ? "PCKh@0.5" : "OKS";

    /// <summary>Annotated people that count: no crowds, at least one labelled keypoint.</summary>
    public int PeopleCount => Truth.People.Count(person => !person.IsCrowd && person.CountLabelled(0, Truth.Keypoints.Count) > 0);

    /// <summary>Evaluates results by the rules of their ground truth.</summary>
    /// <param name="truth">Annotations.</param>
    /// <param name="results">Detections.</param>
    /// <param name="byPart">True to evaluate each part too.</param>
    public static EvaluationOutcome Of(GroundTruth truth, PoseResults results, bool byPart)
    {
        bool mpii = truth.Protocol == EvaluationProtocol.Mpii;
        Task<CocoEvaluation?> evaluating = Task.Run(() => mpii ? null : CocoEvaluation.Run(truth, results));
        CalibrationSamples samples = CalibrationSamples.Collect(truth, results, EvaluatedPart.Whole(truth.Keypoints));
        CalibrationSummary calibration = CalibrationSummary.Of(samples, Pck.Thresholds(truth));
        CocoEvaluation? coco = evaluating.GetAwaiter().GetResult();
        return new EvaluationOutcome
        {
            Truth = truth,
            Results = results,
            Coco = coco,
            Summary = [.. truth.Protocol switch
            {
                EvaluationProtocol.Mpii => MpiiSummary.Run(truth, results).Named,
                EvaluationProtocol.CrowdPose => CrowdPoseSummary.Run(truth, results).Named,
                _ => coco!.Summary.Named,
            }],
            Parts = byPart && !mpii ? PartRow.All(truth, results) : [],
            Calibration = calibration,
        };
    }
}
