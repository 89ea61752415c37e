using LivePose.Capture.Sources;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Demo;

/// <summary>Everything that a demonstration found out.</summary>
internal sealed record DemoOutcome
{
    /// <summary>What was asked for.</summary>
    public required DemoSettings Settings { get; init; }

    /// <summary>The clip.</summary>
    public required DemoClip Clip { get; init; }

    /// <summary>Size and rate of the clip.</summary>
    public required SourceInfo Source { get; init; }

    /// <summary>The run of the whole pipeline.</summary>
    public required RunSummary Run { get; init; }

    /// <summary>Where the networks ran.</summary>
    public required string Device { get; init; }

    /// <summary>Poses and their scores.</summary>
    public required PoseTrial Poses { get; init; }

    /// <summary>Fits under every weighting.</summary>
    public required IReadOnlyList<FitTrial> Fits { get; init; }

    /// <summary>Poses in each mean of <see cref="Fits"/>.</summary>
    public required int FittedPoses { get; init; }

    /// <summary>Why the film is drawn without OpenGL; null where it is drawn by it.</summary>
    public required string? WithoutGl { get; init; }

    /// <summary>What was done and how long it took, in order.</summary>
    public required IReadOnlyList<(string Part, double Seconds)> Parts { get; init; }

    /// <summary>Time of all parts, seconds.</summary>
    public double Seconds => Parts.Sum(part => part.Seconds);

    /// <summary>Annotated people, counted in every frame.</summary>
    public int AnnotatedPeople => Clip.Truth.People.Count;

    /// <summary>The lines of the printed table.</summary>
    public IReadOnlyList<DemoMeasure> Measures =>
    [
        Of("ap", "AP", score => score.Coco.AP),
        Of("ar", "AR", score => score.Coco.AR),
        Of("gap", "calibration gap, AR − AP", score => score.Coco.CalibrationGap),
        Of("ece", "reliability error of keypoints, ECE", score => score.Calibration.Keypoint.Ece),
        Of("pearson", "correlation of score and OKS", score => score.Calibration.Keypoint.Pearson),
        new("pa_mpjpe_mm", "error of fitted joints, PA-MPJPE, mm", Fit(FitTrial.RawKey).Aligned, Fit(FitTrial.CalibratedKey).Aligned, "0.0"),
        new("mpjpe_mm", "the same before alignment, MPJPE, mm", Fit(FitTrial.RawKey).Plain, Fit(FitTrial.CalibratedKey).Plain, "0.0"),
    ];

    private DemoMeasure Of(string key, string name, Func<FormScore, double> value) => new(key, name, value(Poses.Scores[0]), value(Poses.Scores[1]), "0.000");

    private FitTrial Fit(string key) => Fits.First(fit => fit.Key == key);
}
