using System.Numerics.Tensors;

namespace LivePose.Pose.Calibrate;

/// <summary>Mean and spread of every feature over the training people, so that Adam sees features of one size.</summary>
/// <remarks>After training it is folded into the weights: the finished head reads raw features.</remarks>
public sealed class FeatureScale
{
    private const double SmallestSpread = 1e-6;

    private FeatureScale(Moments shared, Moments own)
    {
        Shared = shared;
        Own = own;
    }

    /// <summary>For x, shape [F].</summary>
    internal Moments Shared { get; }

    /// <summary>For y, over all keypoints when tied, else per keypoint; shape [G] or [K, G].</summary>
    internal Moments Own { get; }

    /// <summary>Measures the training people.</summary>
    /// <param name="samples">All samples.</param>
    /// <param name="people">Indices of the training people.</param>
    public static FeatureScale Measure(HeadSamples samples, ReadOnlySpan<int> people)
    {
        HeadShape shape = samples.Shape;
        Accumulator shared = new(shape.SharedFeatures);
        Accumulator[] own = new Accumulator[shape.Tied ? 1 : shape.KeypointCount];
        for (int k = 0; k < own.Length; k++)
        {
            own[k] = new Accumulator(shape.KeypointFeatures);
        }

        foreach (int person in people)
        {
            shared.Add(samples.SharedOf(person));
            for (int k = 0; k < shape.KeypointCount; k++)
            {
                own[shape.Tied ? 0 : k].Add(samples.OwnOf(person, k));
            }
        }

        return new FeatureScale(shared.Finish(), Moments.Join([.. own.Select(a => a.Finish())]));
    }

    /// <summary>Weights and biases for raw features from those for scaled ones, in place.</summary>
    internal void Fold(HeadShape shape, int outputs, Span<float> parameters)
    {
        int g = shape.KeypointFeatures;
        float[] shift = new float[shape.KeypointCount * outputs];
        for (int k = 0; k < shape.KeypointCount; k++)
        {
            for (int o = 0; o < outputs; o++)
            {
                Span<float> w = parameters.Slice(shape.SharedRow(outputs, k, o), shape.SharedFeatures);
                TensorPrimitives.Multiply(w, Shared.InverseSpread, w);
                shift[(k * outputs) + o] = TensorPrimitives.Dot<float>(w, Shared.Mean);
            }
        }

        for (int k = 0; k < shape.KeypointCount; k++)
        {
            int at = shape.Tied ? 0 : k * g;
            for (int o = 0; o < outputs; o++)
            {
                Span<float> u = parameters.Slice(shape.OwnRow(outputs, k, o), g);
                if (!shape.Tied || k == 0)
                {
                    TensorPrimitives.Multiply(u, Own.InverseSpread.AsSpan(at, g), u);
                }

                shift[(k * outputs) + o] += TensorPrimitives.Dot<float>(u, Own.Mean.AsSpan(at, g));
            }
        }

        for (int k = 0; k < shape.KeypointCount; k++)
        {
            for (int o = 0; o < outputs; o++)
            {
                parameters[shape.Bias(outputs, k, o)] -= shift[(k * outputs) + o];
            }
        }
    }

    /// <summary>Mean and 1/standard deviation of a row of features.</summary>
    internal sealed record Moments(float[] Mean, float[] InverseSpread)
    {
        public static Moments Join(Moments[] parts) =>
            new([.. parts.SelectMany(p => p.Mean)], [.. parts.SelectMany(p => p.InverseSpread)]);
    }

    private sealed class Accumulator(int length)
    {
        private readonly double[] _sum = new double[length];
        private readonly double[] _squares = new double[length];
        private long _count;

        public void Add(ReadOnlySpan<float> row)
        {
            for (int i = 0; i < row.Length; i++)
            {
                double x = row[i];
                _sum[i] += x;
                _squares[i] += x * x;
            }

            _count++;
        }

        public Moments Finish()
        {
            float[] mean = new float[length], inverse = new float[length];
            for (int i = 0; i < length; i++)
            {
                double m = _sum[i] / _count;
                double spread = Math.Sqrt(Math.Max(0, (_squares[i] / _count) - (m * m)));
                mean[i] = (float)m;
                inverse[i] = spread > SmallestSpread ? (float)(1 / spread) : 0;
            }

            return new Moments(mean, inverse);
        }
    }
}
