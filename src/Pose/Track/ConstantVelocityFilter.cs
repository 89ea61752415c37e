namespace LivePose.Pose.Track;

/// <summary>Kalman filter of one coordinate that moves with constant velocity disturbed by white acceleration.</summary>
/// <remarks>
/// Box coordinates do not interact in this model, so four of these are the usual 8-state box filter without its matrices.
/// Time is in seconds, so that dropped frames and variable frame rates need no special case.
/// Bar-Shalom, Li and Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001), section 6.2.2.
/// </remarks>
/// <param name="Position">Mean position, px.</param>
/// <param name="Velocity">Mean velocity, px/s.</param>
/// <param name="PositionVariance">px².</param>
/// <param name="Covariance">Of position and velocity, px²/s.</param>
/// <param name="VelocityVariance">px²/s².</param>
public readonly record struct ConstantVelocityFilter(
    double Position, double Velocity, double PositionVariance, double Covariance, double VelocityVariance)
{
    /// <summary>A first measurement: position known to a variance, velocity 0 with a wide prior.</summary>
    /// <param name="position">px.</param>
    /// <param name="positionVariance">px².</param>
    /// <param name="velocityVariance">px²/s².</param>
    public static ConstantVelocityFilter Start(double position, double positionVariance, double velocityVariance) =>
        new(position, 0, positionVariance, 0, velocityVariance);

    /// <summary>The belief after time has passed without a measurement.</summary>
    /// <param name="seconds">Not negative.</param>
    /// <param name="accelerationDensity">Spectral density q of the acceleration noise, px²/s³: velocity variance gained each second.</param>
    public ConstantVelocityFilter Predict(double seconds, double accelerationDensity)
    {
        double t = seconds, q = accelerationDensity;
        return new(
            Position + (Velocity * t),
            Velocity,
            PositionVariance + (2 * t * Covariance) + (t * t * VelocityVariance) + (q * t * t * t / 3),
            Covariance + (t * VelocityVariance) + (q * t * t / 2),
            VelocityVariance + (q * t));
    }

    /// <summary>The belief after a position was measured.</summary>
    /// <param name="measured">px.</param>
    /// <param name="variance">Of the measurement, px², positive; infinity leaves the belief as it is.</param>
    public ConstantVelocityFilter Update(double measured, double variance)
    {
        double total = PositionVariance + variance;
        double gain = PositionVariance / total, velocityGain = Covariance / total;
        double innovation = measured - Position;
        return new(
            Position + (gain * innovation),
            Velocity + (velocityGain * innovation),
            (1 - gain) * PositionVariance,
            (1 - gain) * Covariance,
            VelocityVariance - (velocityGain * Covariance));
    }
}
