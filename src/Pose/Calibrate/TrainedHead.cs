namespace LivePose.Pose.Calibrate;

/// <summary>The outcome of a training.</summary>
/// <param name="Head">Weights of the best epoch, for raw features.</param>
/// <param name="BestEpoch">1-based epoch whose weights were kept.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="HeldOutLoss">Mean held-out loss per person at the best epoch; NaN when nobody was held out.</param>
public sealed record TrainedHead(CalibrationHead Head, int BestEpoch, int Epochs, double HeldOutLoss);
