using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LivePose.Fitting.Metrics;

/// <summary>A similarity of space: x becomes scale · rotation · x + translation.</summary>
/// <param name="Scale">Not negative.</param>
/// <param name="Rotation">Proper, determinant 1.</param>
/// <param name="Translation">In the unit of the target.</param>
public readonly record struct Similarity(double Scale, Matrix3 Rotation, Vector3D Translation)
{
    /// <summary>Transforms a point.</summary>
    public Vector3D Apply(Vector3D point) => (Scale * (Rotation * point)) + Translation;

    /// <summary>The similarity that brings one set of points closest to another, in least squares.</summary>
    /// <remarks>S. Umeyama, "Least-squares estimation of transformation parameters between two point patterns", PAMI 13(4), 1991, eq. 40 to 43.</remarks>
    /// <param name="source">Shape [N].</param>
    /// <param name="target">Shape [N].</param>
    /// <returns>Scale 1 and rotation 1 where all source points coincide.</returns>
    public static Similarity Fit(ReadOnlySpan<Vector3D> source, ReadOnlySpan<Vector3D> target)
    {
        JointErrors.Check(source, target);
        Vector3D sourceMean = Mean(source), targetMean = Mean(target);
        Matrix<double> covariance = Matrix<double>.Build.Dense(3, 3);
        double variance = 0;
        for (int i = 0; i < source.Length; i++)
        {
            Vector3D s = source[i] - sourceMean, t = target[i] - targetMean;
            variance += s.LengthSquared;
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++)
                {
                    covariance[row, column] += t[row] * s[column];
                }
            }
        }

        if (!(variance > 0))
        {
            return new Similarity(1, Matrix3.Identity, targetMean - sourceMean);
        }

        Svd<double> svd = covariance.Svd();
        double sign = svd.U.Determinant() * svd.VT.Determinant() < 0 ? -1 : 1;
        Matrix<double> flip = Matrix<double>.Build.DenseOfDiagonalArray([1, 1, sign]);
        Matrix<double> r = svd.U * flip * svd.VT;
        double scale = (svd.S[0] + svd.S[1] + (sign * svd.S[2])) / variance;
        Matrix3 rotation = new(r[0, 0], r[0, 1], r[0, 2], r[1, 0], r[1, 1], r[1, 2], r[2, 0], r[2, 1], r[2, 2]);
        return new Similarity(scale, rotation, targetMean - (scale * (rotation * sourceMean)));
    }

    private static Vector3D Mean(ReadOnlySpan<Vector3D> points)
    {
        Vector3D sum = default;
        foreach (Vector3D point in points)
        {
            sum += point;
        }

        return (1.0 / points.Length) * sum;
    }
}
