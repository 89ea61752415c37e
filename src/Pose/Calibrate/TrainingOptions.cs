namespace LivePose.Pose.Calibrate;

/// <summary>How a calibration head is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Loss on the confidence.</summary>
    public HeadLoss Loss { get; init; } = HeadLoss.SquaredError;

    /// <summary>λ of the visibility loss (Gu et al. 2023, section 4).</summary>
    public float VisibilityWeight { get; init; } = 0.02f;

    /// <summary>Passes over the training people; 0 = the paper's 2, or as many as make 2,000 steps on small data.</summary>
    public int Epochs { get; init; }

    /// <summary>People per step.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Adam's learning rate at the start; a tenth after 60 % and a hundredth after 85 % of the steps.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>
    /// Strength of the Gaussian prior that holds every weight to 0 and every bias to its keypoint's mean: the loss of all people
    /// gains this much times half the squared distance, so it rules over ten people and vanishes over thousands.
    /// </summary>
    public float Prior { get; init; } = 1;

    /// <summary>Epochs without a better held-out loss after which training stops; 0 = never. The best epoch's weights are kept.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Names the order of the people.</summary>
    public int Seed { get; init; }

    /// <summary>Epochs for so many training people.</summary>
    public int EpochsFor(int people)
    {
        const int PaperEpochs = 2, Steps = 2000;
        int stepsPerEpoch = Math.Max(1, (people + BatchSize - 1) / BatchSize);
        return Epochs > 0 ? Epochs : Math.Max(PaperEpochs, (Steps + stepsPerEpoch - 1) / stepsPerEpoch);
    }
}
