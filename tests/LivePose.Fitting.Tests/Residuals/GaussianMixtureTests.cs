using LivePose.Fitting.Arrays;
using LivePose.Testing;

namespace LivePose.Fitting.Tests;

public sealed class GaussianMixtureTests : IDisposable
{
    private const int N = GaussianMixture.Dimensions;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ReadsAFileAndInvertsItsCovariances()
    {
        GaussianMixture prior = GaussianMixtureReader.Read(Write(N, 4));
        Assert.Equal(2, prior.Count);
        Assert.Equal(0.25, prior.Precisions[N + 1], 1e-12);
        Assert.Equal(0.1, prior.Means[N], 1e-12);

        // The heavier Gaussian of equal ones costs nothing, the other the logarithm of their ratio.
        Assert.Equal(Math.Log(3), prior.Offsets[0], 1e-12);
        Assert.Equal(0, prior.Offsets[1], 1e-12);
    }

    [Fact]
    public void PullsTheFitToItsMean()
    {
        BodySkeleton skeleton = AnthropometricSkeleton.Create();
        BodyFit without = new(skeleton.ShapeCount), with = new(skeleton.ShapeCount);
        SyntheticScene scene = new(1, skeleton, KeypointSets.Coco17);
        scene.Next();
        GaussianMixture tight = GaussianMixtureReader.Read(Write(N, 1e-4));
        new BodyFitter(skeleton, KeypointSets.Coco17, new FitOptions()).Fit(scene.Calibrated, scene.Area, scene.Camera, 0, without);
        new BodyFitter(skeleton, KeypointSets.Coco17, new FitOptions { PosePrior = tight }).Fit(scene.Calibrated, scene.Area, scene.Camera, 0, with);
        Assert.True(Distance(with) < 0.2 * Distance(without), $"{Distance(with)} with, {Distance(without)} without");

        // Distance of the pose from the mean, 0.1 in the first component, 0 in the others.
        static double Distance(BodyFit fit) => Math.Sqrt(Enumerable.Range(1, BodyJoint.Count - 1).Sum(j =>
            (Rotation.Log(fit.Parameters.Rotations[j]) - new Vector3D(j == 1 ? 0.1 : 0, 0, 0)).LengthSquared));
    }

    [Fact]
    public void RefusesAPriorOnOtherJoints() =>
        Assert.Contains("expected [Gaussians, 69]", Assert.Throws<InvalidDataException>(() => GaussianMixtureReader.Read(Write(63, 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void RefusesACovarianceThatIsNone() =>
        Assert.Contains("not positive definite", Assert.Throws<InvalidDataException>(() => GaussianMixtureReader.Read(Write(N, -1))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    /// <summary>Two equal Gaussians of weights 1/4 and 3/4, mean 0.1 in the first component, covariance variance · I.</summary>
    private string Write(int dimensions, double variance)
    {
        string path = _folder.File("prior.npz");
        double[] means = new double[2 * dimensions], covariances = new double[2 * dimensions * dimensions];
        for (int m = 0; m < 2; m++)
        {
            means[m * dimensions] = 0.1;
            for (int i = 0; i < dimensions; i++)
            {
                covariances[(((m * dimensions) + i) * dimensions) + i] = variance;
            }
        }

        using NpzWriter file = NpzWriter.Create(path);
        file.Write("weights", NdArray.Create([0.25, 0.75], 2));
        file.Write("means", NdArray.Create(means, 2, dimensions));
        file.Write("covars", NdArray.Create(covariances, 2, dimensions, dimensions));
        return path;
    }
}
