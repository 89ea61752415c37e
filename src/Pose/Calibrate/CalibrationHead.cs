using System.Numerics.Tensors;

namespace LivePose.Pose.Calibrate;

/// <summary>A trained calibration head: linear in the raw features, two sigmoids per keypoint.</summary>
public sealed class CalibrationHead
{
    private const int Outputs = 2;
    private readonly float[] _parameters;

    /// <summary>Takes folded weights.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="parameters">Layout of <see cref="HeadShape"/> with 2 outputs: confidence, visibility.</param>
    /// <exception cref="ArgumentException">The length does not fit the shape.</exception>
    public CalibrationHead(HeadShape shape, float[] parameters)
    {
        if (parameters.Length != shape.ParameterCount(Outputs))
        {
            throw new ArgumentException($"A head of {shape} has {shape.ParameterCount(Outputs)} parameters, not {parameters.Length}.");
        }

        Shape = shape;
        _parameters = parameters;
    }

    /// <summary>Sizes.</summary>
    public HeadShape Shape { get; }

    /// <summary>All weights; layout of <see cref="HeadShape"/> with 2 outputs.</summary>
    public ReadOnlySpan<float> Parameters => _parameters;

    /// <summary>Confidence and visibility of every keypoint of one person.</summary>
    /// <param name="shared">x, raw, shape [F].</param>
    /// <param name="own">y, raw, shape [K, G].</param>
    /// <param name="confidence">Out: expected OKS, shape [K].</param>
    /// <param name="visibility">Out: P(labelled), shape [K].</param>
    public void Predict(ReadOnlySpan<float> shared, ReadOnlySpan<float> own, Span<float> confidence, Span<float> visibility)
    {
        for (int k = 0; k < Shape.KeypointCount; k++)
        {
            ReadOnlySpan<float> y = own.Slice(k * Shape.KeypointFeatures, Shape.KeypointFeatures);
            confidence[k] = Sigmoid(Logit(k, HeadOutput.Confidence, shared, y));
            visibility[k] = Sigmoid(Logit(k, HeadOutput.Visibility, shared, y));
        }
    }

    /// <summary>Weights of W[k] for one output, shape [F].</summary>
    internal ReadOnlySpan<float> SharedWeights(int keypoint, HeadOutput output) =>
        _parameters.AsSpan(Shape.SharedRow(Outputs, keypoint, (int)output), Shape.SharedFeatures);

    /// <summary>Weights of U[k] for one output, shape [G].</summary>
    internal ReadOnlySpan<float> OwnWeights(int keypoint, HeadOutput output) =>
        _parameters.AsSpan(Shape.OwnRow(Outputs, keypoint, (int)output), Shape.KeypointFeatures);

    /// <summary>b[k] for one output.</summary>
    internal float Bias(int keypoint, HeadOutput output) => _parameters[Shape.Bias(Outputs, keypoint, (int)output)];

    private float Logit(int k, HeadOutput output, ReadOnlySpan<float> shared, ReadOnlySpan<float> own) =>
        Bias(k, output) + TensorPrimitives.Dot(SharedWeights(k, output), shared) + TensorPrimitives.Dot(OwnWeights(k, output), own);

    private static float Sigmoid(float z) => 1 / (1 + MathF.Exp(-z));
}
