using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Fitting.Tests;

/// <summary>Distances between two sets of joints.</summary>
internal static class PoseError
{
    /// <summary>Mean distance after moving both roots (joint 0) to the origin, metres.</summary>
    public static double Mpjpe(ReadOnlySpan<Vector3D> truth, ReadOnlySpan<Vector3D> fit)
    {
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            sum += (truth[i] - truth[0] - (fit[i] - fit[0])).Length;
        }

        return sum / truth.Length;
    }

    /// <summary>Mean distance after the best similarity transform (Umeyama 1991), metres.</summary>
    public static double PaMpjpe(ReadOnlySpan<Vector3D> truth, ReadOnlySpan<Vector3D> fit)
    {
        int n = truth.Length;
        Vector3D meanT = default, meanF = default;
        for (int i = 0; i < n; i++)
        {
            meanT += (1.0 / n) * truth[i];
            meanF += (1.0 / n) * fit[i];
        }

        Matrix<double> cross = Matrix<double>.Build.Dense(3, 3);
        double variance = 0;
        for (int i = 0; i < n; i++)
        {
            Vector3D t = truth[i] - meanT, f = fit[i] - meanF;
            variance += f.LengthSquared;
            for (int r = 0; r < 3; r++)
            {
                for (int c = 0; c < 3; c++)
                {
                    cross[r, c] += t[r] * f[c];
                }
            }
        }

        var svd = cross.Svd();
        double sign = Math.Sign(svd.U.Determinant() * svd.VT.Determinant());
        Matrix<double> s = Matrix<double>.Build.DenseOfDiagonalArray([1, 1, sign]);
        Matrix<double> rotation = svd.U * s * svd.VT;
        double scale = (svd.S[0] + svd.S[1] + (sign * svd.S[2])) / variance;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            Vector3D f = fit[i] - meanF, t = truth[i] - meanT;
            Vector<double> moved = scale * (rotation * Vector<double>.Build.Dense([f.X, f.Y, f.Z]));
            sum += (t - new Vector3D(moved[0], moved[1], moved[2])).Length;
        }

        return sum / n;
    }
}
