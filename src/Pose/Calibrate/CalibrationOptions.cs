namespace LivePose.Pose.Calibrate;

/// <summary>How a network is calibrated and the result judged.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Training of the head.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Parts that the images are cut into; each is scored by a head that never saw it. At least 3.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Draws of images for the intervals; 0 = 200, or 40 from 2,000 people on.</summary>
    public int Resamples { get; init; }

    /// <summary>Folder for checkpoints of the trainings, or null to keep none.</summary>
    public string? CheckpointFolder { get; init; }
}
