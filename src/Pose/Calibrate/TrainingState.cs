namespace LivePose.Pose.Calibrate;

/// <summary>Everything that the next epoch depends on, and nothing else: what a checkpoint holds.</summary>
internal sealed class TrainingState(int parameterCount)
{
    /// <summary>Current weights.</summary>
    public float[] Parameters { get; } = new float[parameterCount];

    /// <summary>Weights of the best epoch so far.</summary>
    public float[] Best { get; } = new float[parameterCount];

    public AdamOptimizer Optimizer { get; } = new(parameterCount);

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>1-based; 0 = none yet.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Held-out loss of the best epoch.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Notes the loss after an epoch and keeps the weights when they are the best so far.</summary>
    /// <param name="heldOutLoss">NaN (nobody held out) always counts as better: the last epoch is kept.</param>
    public void Finish(double heldOutLoss)
    {
        Epoch++;
        if (!(heldOutLoss >= BestLoss))
        {
            BestLoss = heldOutLoss;
            BestEpoch = Epoch;
            Parameters.CopyTo(Best, 0);
        }
    }
}
