using System.Runtime.InteropServices;
using System.Text.Json;
using CsCheck;
using LivePose.Fitting.Arrays;
using LivePose.Fitting.Metrics;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Metrics;

public class JointErrorsTests
{
    private const int Joints = 14;

    private static readonly Gen<Vector3D> GenVector =
        from x in Gen.Double[-2, 2] from y in Gen.Double[-2, 2] from z in Gen.Double[-2, 2] select new Vector3D(x, y, z);

    [Fact]
    public void ReferenceNumbersAreReproduced()
    {
        using NpzReader input = NpzReader.Open(SharedData.Path("reference", "body", "metrics_input.npz"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "body", "metrics_expected.json")));
        ReadOnlySpan<Vector3D> predicted = MemoryMarshal.Cast<double, Vector3D>(input.Read("pred").AsSpan<double>());
        ReadOnlySpan<Vector3D> truth = MemoryMarshal.Cast<double, Vector3D>(input.Read("gt").AsSpan<double>());
        double mpjpe = 0, aligned = 0;
        int frames = truth.Length / Joints;
        for (int t = 0; t < frames; t++)
        {
            mpjpe += JointErrors.Mpjpe(predicted.Slice(t * Joints, Joints), truth.Slice(t * Joints, Joints)) / frames;
            aligned += JointErrors.PaMpjpe(predicted.Slice(t * Joints, Joints), truth.Slice(t * Joints, Joints)) / frames;
        }

        Assert.Equal(expected.RootElement.GetProperty("mpjpe_root0").GetDouble(), mpjpe, 12);
        Assert.Equal(expected.RootElement.GetProperty("pa_mpjpe").GetDouble(), aligned, 12);
        Assert.Equal(expected.RootElement.GetProperty("accel_error").GetDouble(), MotionErrors.AccelerationError(predicted, truth, Joints), 12);
    }

    [Fact]
    public void ASimilarityIsRecovered() =>
        Gen.Select(GenVector.Array[5, 20], GenVector, GenVector, Gen.Double[0.1, 3]).Sample((points, axis, shift, scale) =>
        {
            Similarity truth = new(scale, Rotation.Exp(axis), shift);
            Vector3D[] moved = [.. points.Select(truth.Apply)];
            Similarity found = Similarity.Fit(points, moved);
            Assert.Equal(1, found.Rotation.Determinant, 9);
            Assert.All(points, p => Assert.True((found.Apply(p) - truth.Apply(p)).Length < 1e-9));
            Assert.True(JointErrors.PaMpjpe(points, moved) < 1e-9);
        }, iter: 200);

    [Fact]
    public void AMirrorImageIsNotAlignedByAReflection()
    {
        Vector3D[] points = [new(0, 0, 0), new(1, 0, 0), new(0, 2, 0), new(0, 0, 3)];
        Vector3D[] mirrored = [.. points.Select(p => new Vector3D(-p.X, p.Y, p.Z))];
        Assert.Equal(1, Similarity.Fit(points, mirrored).Rotation.Determinant, 9);
        Assert.True(JointErrors.PaMpjpe(points, mirrored) > 0.1);
    }

    [Fact]
    public void TheBestAlignmentIsNoWorseThanRootAlignment() =>
        Gen.Select(GenVector.Array[14], GenVector.Array[14]).Sample((a, b) =>
        {
            Similarity best = Similarity.Fit(a, b);
            Vector3D shift = b[0] - a[0];
            double aligned = a.Zip(b).Sum(p => (best.Apply(p.First) - p.Second).LengthSquared);
            double rooted = a.Zip(b).Sum(p => (p.First + shift - p.Second).LengthSquared);
            Assert.True(aligned <= rooted + 1e-12);
        }, iter: 200);

    [Fact]
    public void OnePointFallsBackToATranslation()
    {
        Similarity fit = Similarity.Fit([new(1, 2, 3)], [new(4, 4, 4)]);
        Assert.Equal(new Vector3D(4, 4, 4), fit.Apply(new Vector3D(1, 2, 3)));
    }

    [Fact]
    public void UnequalCountsAreRefused() => Assert.Throws<ArgumentException>(() => JointErrors.PaMpjpe(new Vector3D[3], new Vector3D[4]));
}
