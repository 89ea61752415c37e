namespace LivePose.Pose.Calibrate;

/// <summary>State of the training after an epoch.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="TrainingLoss">Mean loss per person during the epoch.</param>
/// <param name="HeldOutLoss">Mean loss per held-out person after it; NaN when nobody was held out.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double TrainingLoss, double HeldOutLoss);
