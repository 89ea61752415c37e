using System.Numerics.Tensors;

namespace LivePose.Pose.Calibrate;

/// <summary>The training loss of a calibration head and its gradient, in closed form.</summary>
/// <remarks>
/// Gu et al. 2023, eq. 20 to 22, per person: Σ_k v_k L(ŝ_k, s_k) + λ Σ_k BCE(v̂_k, v_k). The features come from a frozen network,
/// so one pass of dot products gives the logits and one pass of scaled additions their gradient: dL/dW[k, o] = dL/dz · x.
/// </remarks>
/// <param name="samples">All people.</param>
/// <param name="scale">Applied to the features on the way.</param>
/// <param name="loss">L.</param>
/// <param name="visibilityWeight">λ; the paper's 0.02.</param>
public sealed class HeadObjective(HeadSamples samples, FeatureScale scale, HeadLoss loss, float visibilityWeight)
{
    private const float LogVarianceLimit = 10;

    private readonly HeadShape _shape = samples.Shape;

    /// <summary>Outputs per keypoint while training: 3 for the aleatoric loss, else 2.</summary>
    public int Outputs { get; } = loss == HeadLoss.Aleatoric ? 3 : 2;

    /// <summary>Length of the parameter vector.</summary>
    public int ParameterCount => _shape.ParameterCount(Outputs);

    /// <summary>Sum of the loss over some people; adds its gradient to <paramref name="gradient"/> unless that is empty.</summary>
    /// <param name="people">Indices into the samples.</param>
    /// <param name="parameters">Weights for scaled features, shape [<see cref="ParameterCount"/>].</param>
    /// <param name="gradient">Same shape, or empty.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, owned by the caller.</param>
    public double Accumulate(ReadOnlySpan<int> people, ReadOnlySpan<float> parameters, Span<float> gradient, Span<float> scratch)
    {
        Span<float> x = scratch[.._shape.SharedFeatures];
        Span<float> y = scratch.Slice(_shape.SharedFeatures, _shape.KeypointFeatures);
        double total = 0;
        foreach (int person in people)
        {
            Scale(samples.SharedOf(person), scale.Shared, 0, x);
            for (int k = 0; k < _shape.KeypointCount; k++)
            {
                if (samples.Annotated[k])
                {
                    Scale(samples.OwnOf(person, k), scale.Own, _shape.Tied ? 0 : k * _shape.KeypointFeatures, y);
                    total += Keypoint((person * _shape.KeypointCount) + k, k, x, y, parameters, gradient);
                }
            }
        }

        return total;
    }

    /// <summary>Floats of scratch that one call of <see cref="Accumulate"/> needs.</summary>
    public int ScratchLength => _shape.SharedFeatures + _shape.KeypointFeatures;

    private static void Scale(ReadOnlySpan<float> raw, FeatureScale.Moments moments, int at, Span<float> scaled)
    {
        TensorPrimitives.Subtract(raw, moments.Mean.AsSpan(at, raw.Length), scaled);
        TensorPrimitives.Multiply(scaled, moments.InverseSpread.AsSpan(at, raw.Length), scaled);
    }

    private double Keypoint(int cell, int k, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        Span<float> slopes = stackalloc float[3];
        slopes.Clear();
        bool labelled = samples.Labelled[cell];
        float visibility = Logit(HeadOutput.Visibility, k, x, y, parameters);
        double total = visibilityWeight * CrossEntropy(visibility, labelled ? 1 : 0);
        slopes[(int)HeadOutput.Visibility] = visibilityWeight * (Sigmoid(visibility) - (labelled ? 1 : 0));
        if (labelled)
        {
            float logit = Logit(HeadOutput.Confidence, k, x, y, parameters);
            float logVariance = Outputs == 3 ? Logit(HeadOutput.LogVariance, k, x, y, parameters) : 0;
            total += Confidence(logit, logVariance, samples.Target[cell], slopes);
        }

        if (!gradient.IsEmpty)
        {
            for (int o = 0; o < Outputs; o++)
            {
                AddGradient(slopes[o], o, k, x, y, gradient);
            }
        }

        return total;
    }

    private float Logit(HeadOutput output, int k, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> parameters) =>
        parameters[_shape.Bias(Outputs, k, (int)output)]
        + TensorPrimitives.Dot(parameters.Slice(_shape.SharedRow(Outputs, k, (int)output), x.Length), x)
        + TensorPrimitives.Dot(parameters.Slice(_shape.OwnRow(Outputs, k, (int)output), y.Length), y);

    private void AddGradient(float slope, int output, int k, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient)
    {
        if (slope == 0)
        {
            return;
        }

        Span<float> w = gradient.Slice(_shape.SharedRow(Outputs, k, output), x.Length);
        TensorPrimitives.MultiplyAdd(x, slope, w, w);
        Span<float> u = gradient.Slice(_shape.OwnRow(Outputs, k, output), y.Length);
        TensorPrimitives.MultiplyAdd(y, slope, u, u);
        gradient[_shape.Bias(Outputs, k, output)] += slope;
    }

    /// <summary>L and its derivatives by the logits of ŝ and by r.</summary>
    private double Confidence(float logit, float logVariance, float target, Span<float> slopes)
    {
        float s = Sigmoid(logit), error = s - target;
        switch (loss)
        {
            case HeadLoss.CrossEntropy:
                slopes[(int)HeadOutput.Confidence] = error;
                return CrossEntropy(logit, target);
            case HeadLoss.Aleatoric:
                float r = Math.Clamp(logVariance, -LogVarianceLimit, LogVarianceLimit);
                float precision = MathF.Exp(-r);
                slopes[(int)HeadOutput.Confidence] = precision * error * s * (1 - s);
                slopes[(int)HeadOutput.LogVariance] = r == logVariance ? (1 - (precision * error * error)) / 2 : 0;
                return ((precision * error * error) + r) / 2;
            default:
                slopes[(int)HeadOutput.Confidence] = 2 * error * s * (1 - s);
                return error * error;
        }
    }

    private static float Sigmoid(float z) => 1 / (1 + MathF.Exp(-z));

    /// <summary>−t log σ(z) − (1 − t) log(1 − σ(z)) without overflow: max(z, 0) − t z + log(1 + e^(−|z|)).</summary>
    private static double CrossEntropy(float z, float target) =>
        Math.Max(z, 0) - ((double)target * z) + Math.Log(1 + Math.Exp(-Math.Abs((double)z)));
}
