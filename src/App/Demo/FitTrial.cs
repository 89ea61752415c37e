using LivePose.App.Bodies;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Demo;

/// <summary>Errors of bodies that were fitted to the same keypoints under one weighting.</summary>
/// <param name="Key">Name in <c>summary.json</c>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Aligned">Mean PA-MPJPE, mm.</param>
/// <param name="Plain">Mean MPJPE, mm.</param>
/// <param name="Rejected">Fits that were not to be trusted; they are left out of every row.</param>
internal sealed record FitTrial(string Key, string Name, double Aligned, double Plain, int Rejected)
{
    /// <summary>Key of the row that weights by the network's own scores as the program weights by default.</summary>
    public const string RawKey = "raw_inverse_variance";

    /// <summary>Key of the row that weights by calibrated scores as the program does by default.</summary>
    public const string CalibratedKey = "calibrated_inverse_variance";

    private static readonly (string Key, string Name, KeypointWeighting Weighting)[] Rules =
    [
        ("confidence", "confidence", KeypointWeighting.Confidence),
        ("confidence_squared", "confidence²", KeypointWeighting.ConfidenceSquared),
        ("inverse_variance", "inverse variance", KeypointWeighting.InverseVariance),
    ];

    /// <summary>Fits everyone in the clip by himself under every weighting; all rows are means over the same poses.</summary>
    /// <returns>The rows, and the number of poses in each mean.</returns>
    public static (IReadOnlyList<FitTrial> Rows, int Poses) Run(DemoClip clip, PoseTrial poses)
    {
        FitAccuracy accuracy = new(BuiltInBody.Model.ToSkeleton(), clip.Truth, clip.Bodies);
        List<(string Key, string Name, FitErrors Errors)> fits = [("constant", "none, all alike", accuracy.Measure(poses.Raw, KeypointWeighting.Constant))];
        foreach (PoseResults scores in (PoseResults[])[poses.Raw, poses.Calibrated])
        {
            fits.AddRange(Rules.Select(rule => ($"{scores.Name}_{rule.Key}", $"{scores.Name}, {rule.Name}", accuracy.Measure(scores, rule.Weighting))));
        }

        int[] shared = FitErrors.Shared([.. fits.Select(fit => fit.Errors)]);
        double Mean(double[] errors) => shared.Length > 0 ? 1000 * shared.Average(n => errors[n]) : double.NaN;
        return ([.. fits.Select(fit => new FitTrial(fit.Key, fit.Name, Mean(fit.Errors.Aligned), Mean(fit.Errors.Plain), fit.Errors.Rejected))], shared.Length);
    }
}
