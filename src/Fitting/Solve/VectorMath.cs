using System.Numerics;

namespace LivePose.Fitting;

/// <summary>The two vector loops that linear algebra is made of here; short spans, so no call into a general library.</summary>
internal static class VectorMath
{
    /// <summary>Dot product of two equally long spans.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int lanes = Vector<double>.Count, i = 0;
        double sum = 0;
        if (a.Length >= lanes)
        {
            Vector<double> acc = Vector<double>.Zero;
            for (; i <= a.Length - lanes; i += lanes)
            {
                acc = Vector.FusedMultiplyAdd(new Vector<double>(a[i..]), new Vector<double>(b[i..]), acc);
            }

            sum = Vector.Sum(acc);
        }

        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += scale · a.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> a, Span<double> target)
    {
        int lanes = Vector<double>.Count, i = 0;
        Vector<double> s = new(scale);
        for (; i <= a.Length - lanes; i += lanes)
        {
            Vector.FusedMultiplyAdd(s, new Vector<double>(a[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < a.Length; i++)
        {
            target[i] += scale * a[i];
        }
    }
}
