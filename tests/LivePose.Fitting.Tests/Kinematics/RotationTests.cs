using CsCheck;

namespace LivePose.Fitting.Tests;

public class RotationTests
{
    private static readonly Gen<Vector3D> Direction =
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[-1, 1]).Where(v => (v.Item1 * v.Item1) + (v.Item2 * v.Item2) + (v.Item3 * v.Item3) > 0.01)
            .Select((x, y, z) => (1 / new Vector3D(x, y, z).Length) * new Vector3D(x, y, z));

    /// <summary>Angles from 0 to π that crowd at both ends, where naive formulas fail.</summary>
    private static readonly Gen<double> Angle = Gen.OneOf(
        Gen.Double[0, Math.PI], Gen.Double[-16, -1].Select(e => Math.Pow(10, e)), Gen.Double[-12, -1].Select(e => Math.PI - Math.Pow(10, e)));

    private static readonly Gen<Vector3D> Vector = Gen.Select(Direction, Angle, (d, a) => a * d);

    [Fact]
    public void ExpGivesRotations() =>
        Vector.Sample(v =>
        {
            Matrix3 r = Rotation.Exp(v);
            return Distance(r * r.Transpose(), Matrix3.Identity) < 1e-12 && Math.Abs(r.Determinant - 1) < 1e-12;
        });

    [Fact]
    public void LogInvertsExp() =>
        Vector.Sample(v => (Rotation.Log(Rotation.Exp(v)) - v).Length < 1e-9);

    [Fact]
    public void LogIsAtMostPi() =>
        Gen.Select(Direction, Gen.Double[-20, 20]).Sample((d, a) =>
        {
            Vector3D v = Rotation.Log(Rotation.Exp(a * d));
            return v.Length <= Math.PI + 1e-9 && Distance(Rotation.Exp(v), Rotation.Exp(a * d)) < 1e-9;
        });

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0.6, 0, 0.8)]
    public void HalfTurnsKeepTheirAxis(double x, double y, double z)
    {
        Vector3D v = Rotation.Log(Rotation.Exp(Math.PI * new Vector3D(x, y, z)));
        Assert.Equal(Math.PI, v.Length, 1e-9);
        Assert.Equal(1, Math.Abs(Vector3D.Dot(v, new Vector3D(x, y, z))) / Math.PI, 1e-9);
    }

    [Fact]
    public void RightJacobianIsTheDerivativeOfExp() =>
        Gen.Select(Vector, Direction).Sample((v, d) =>
        {
            const double H = 1e-6;
            Vector3D numeric = (0.5 / H) * Rotation.Log(Rotation.Exp(v - (H * d)).Transpose() * Rotation.Exp(v + (H * d)));
            return (numeric - (Rotation.RightJacobian(v) * d)).Length < 1e-6;
        });

    [Fact]
    public void RightJacobianInverseIsTheInverse() =>
        Vector.Sample(v => Distance(Rotation.RightJacobian(v) * Rotation.RightJacobianInverse(v), Matrix3.Identity) < 1e-9);

    [Fact]
    public void NormalizeRemovesDrift() =>
        Gen.Select(Vector, Gen.Double[-1e-4, 1e-4]).Sample((v, e) =>
        {
            Matrix3 r = Rotation.Exp(v);
            Matrix3 drifted = r + (e * new Matrix3(1, 2, -1, 0, 1, 1, -2, 0, 1));
            Matrix3 clean = Rotation.Normalize(drifted);
            return Distance(clean * clean.Transpose(), Matrix3.Identity) < 1e-12 && Distance(clean, r) < 1e-3;
        });

    [Fact]
    public void InterpolateGoesAlongTheArc() =>
        Gen.Select(Direction, Gen.Double[0, 3], Gen.Double[0, 1]).Sample((d, a, t) =>
            Distance(Rotation.Interpolate(Matrix3.Identity, Rotation.Exp(a * d), t), Rotation.Exp(t * a * d)) < 1e-9);

    private static double Distance(Matrix3 a, Matrix3 b) => Math.Sqrt(
        (a.Row1 - b.Row1).LengthSquared + (a.Row2 - b.Row2).LengthSquared + (a.Row3 - b.Row3).LengthSquared);
}
