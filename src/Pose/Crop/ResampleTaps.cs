namespace LivePose.Pose.Crop;

/// <summary>Which source pixels make one output pixel along one axis, and with what weights; recomputed in place for each crop.</summary>
/// <remarks>
/// A tent of radius max(1, step / 2) source pixels: linear interpolation up to a reduction of 2, as OpenCV's INTER_LINEAR;
/// beyond it as wide as the output pixel, so that every source pixel counts and fine patterns average out instead of aliasing.
/// The factor 1/2 costs no more taps than an area average. On the shared images factors from 0 (no averaging, as OpenCV) to 1
/// moved mean OKS by at most 0.01 and recall by one box in 50, so no network minds.
/// </remarks>
internal sealed class ResampleTaps(int count)
{
    private readonly int[] _starts = new int[count];
    private float[] _weights = new float[2 * count];

    /// <summary>Taps of every output pixel.</summary>
    public int Taps { get; private set; }

    /// <summary>First source index of each output pixel, not negative and ascending, shape [count].</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>Weights, shape [count, <see cref="Taps"/>]; source pixels outside the picture have weight 0, so a sum may stay below 1.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _starts.Length * Taps);

    /// <summary>First source index that is read.</summary>
    public int First => _starts[0];

    /// <summary>Index after the last source index that is read, not above the picture's size.</summary>
    public int End { get; private set; }

    /// <summary>Computes the taps.</summary>
    /// <param name="origin">Source position of output 0, px.</param>
    /// <param name="step">Source px from one output to the next, positive.</param>
    /// <param name="size">Source pixels on this axis.</param>
    public void Set(float origin, float step, int size)
    {
        double radius = Math.Max(1, step / 2.0);
        int window = (int)Math.Ceiling(2 * radius);
        Taps = Math.Min(window, size);
        if (_weights.Length < Taps * _starts.Length)
        {
            _weights = new float[Taps * _starts.Length];
        }

        for (int i = 0; i < _starts.Length; i++)
        {
            double position = Math.Clamp(origin + ((double)step * i), -window - 1.0, size + window);
            int ideal = (int)Math.Floor(position - radius) + 1;
            double total = 0;
            for (int t = 0; t < window; t++)
            {
                total += Tent(ideal + t - position, radius);
            }

            int start = _starts[i] = Math.Clamp(ideal, 0, size - Taps);
            Span<float> weights = _weights.AsSpan(i * Taps, Taps);
            for (int t = 0; t < weights.Length; t++)
            {
                weights[t] = (float)(Tent(start + t - position, radius) / total);
            }
        }

        End = _starts[^1] + Taps;
    }

    private static double Tent(double distance, double radius) => Math.Max(0, 1 - (Math.Abs(distance) / radius));
}
