namespace LivePose.Pose.Calibrate;

/// <summary>Adam (Kingma and Ba 2015).</summary>
/// <param name="length">Number of parameters.</param>
public sealed class AdamOptimizer(int length)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <summary>Running mean of the gradient.</summary>
    internal float[] Momentum { get; } = new float[length];

    /// <summary>Running mean of the squared gradient.</summary>
    internal float[] Energy { get; } = new float[length];

    /// <summary>Steps taken.</summary>
    internal int Steps { get; set; }

    /// <summary>Moves the parameters one step down the gradient.</summary>
    /// <param name="parameters">In place.</param>
    /// <param name="gradient">Same length.</param>
    /// <param name="rate">Learning rate.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate)
    {
        Steps++;
        float size = rate * MathF.Sqrt(1 - MathF.Pow(Beta2, Steps)) / (1 - MathF.Pow(Beta1, Steps));
        for (int i = 0; i < parameters.Length; i++)
        {
            float g = gradient[i];
            Momentum[i] = (Beta1 * Momentum[i]) + ((1 - Beta1) * g);
            Energy[i] = (Beta2 * Energy[i]) + ((1 - Beta2) * g * g);
            parameters[i] -= size * Momentum[i] / (MathF.Sqrt(Energy[i]) + Epsilon);
        }
    }
}
