using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Fitting.Tests;

public class EnergyTermTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private static readonly KeypointRig Rig = new(Skeleton, TestKeypointSets.Body25B);

    private static readonly ParameterLayout Layout = new(Skeleton.ShapeCount);

    /// <summary>Every term there is, by name, with random data that makes every part of it act.</summary>
    private static readonly Dictionary<string, Func<BodyState, Random, IEnergyTerm>> Terms = new()
    {
        ["reprojection"] = Reprojection,
        ["foot contact"] = FootContact,
        ["joint limits"] = (_, _) => new JointLimitTerm(JointRanges.Default, 0.1),
        ["pose"] = (_, _) => new PoseGaussianTerm(JointRanges.Default, 0.7),
        ["hinge"] = (_, _) => new HingeTerm(0.3),
        ["shape"] = Shape,
        ["initialisation"] = NearPose,
        ["upright"] = (_, _) => new UprightTerm(0.4),
        ["focal length"] = (_, _) => new FocalTerm(0.2),
        ["pose mixture"] = Mixture,
    };

    public static TheoryData<string> Names => [.. Terms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientAgreesWithFiniteDifferences(string name)
    {
        Random random = new(1);
        for (int trial = 0; trial < 5; trial++)
        {
            BodyState state = AnyState(random);
            GradientCheck.Check(Terms[name](state, random), state);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SecondDerivativeIsPositiveSemidefinite(string name)
    {
        Random random = new(2);
        BodyState state = AnyState(random);
        IEnergyTerm term = Terms[name](state, random);
        NormalEquations equations = new(Layout);
        state.UpdateDerivatives();
        term.Accumulate(state, equations);
        Matrix<double> h = Matrix<double>.Build.Dense(Layout.Count, Layout.Count, (i, j) =>
            equations.Hessian[(Math.Max(i, j) * Layout.Count) + Math.Min(i, j)]);
        Vector<double> eigenvalues = h.Evd(Symmetricity.Symmetric).EigenValues.Real();
        Assert.True(eigenvalues[0] > -1e-9 * eigenvalues[^1], $"{name}: eigenvalues from {eigenvalues[0]:E2} to {eigenvalues[^1]:E2}");
        Assert.True(eigenvalues[^1] > 0);
    }

    [Fact]
    public void AWrongDerivativeIsNamed()
    {
        BodyState state = AnyState(new Random(3));
        (double error, int index, _, _) = GradientCheck.Worst(new WrongTerm(), state);
        Assert.True(error > 0.1);
        Assert.Equal("rotation left_knee.y", Layout.NameOf(index));
    }

    [Fact]
    public void ReprojectionIsInfiniteBehindTheCamera()
    {
        Random random = new(4);
        BodyState state = AnyState(random);
        ReprojectionTerm term = Reprojection(state, random);
        state.Parameters.Translation = new Vector3D(0, 0, -3);
        state.Update();
        Assert.Equal(double.PositiveInfinity, term.Energy(state));
    }

    [Fact]
    public void AnOutlierCostsAtMostHalfItsScale()
    {
        BodyState state = AnyState(new Random(5));
        ReprojectionTerm term = new(Rig, Layout);
        term.Observations[0] = new Observation(1e7, 1e7, 0.5, 100);
        Assert.Equal(0.5 * 0.5 * 100, term.Energy(state), 1e-3);
    }

    private static BodyState AnyState(Random random)
    {
        BodyState state = new(Skeleton, Rig);
        state.SetCamera(new PinholeCamera(1000, 1050, 640, 360));
        state.Parameters.CopyFrom(BodyGenerators.AnyBody(random, Skeleton.ShapeCount));
        state.Update();
        return state;
    }

    private static ReprojectionTerm Reprojection(BodyState state, Random random)
    {
        ReprojectionTerm term = new(Rig, Layout) { Widening = 2 };
        for (int k = 0; k < Rig.Count; k++)
        {
            (double x, double y) = state.Camera.Project(state.Kinematics.Keypoints[k]);
            term.Observations[k] = new Observation(
                x + (20 * random.Normal()), y + (20 * random.Normal()), k == 3 ? 0 : random.NextDouble() / 100, 100 + (500 * random.NextDouble()));
        }

        return term;
    }

    private static FootContactTerm FootContact(BodyState state, Random random)
    {
        FootContactTerm term = new(Rig, Layout, 0.05);
        Assert.Equal(8, term.Keypoints.Length);
        for (int f = 0; f < term.Keypoints.Length; f++)
        {
            term.Anchors[f] = state.Kinematics.Keypoints[term.Keypoints[f]] + random.NormalVector(0.05);
            term.Probabilities[f] = f == 2 ? 0 : random.NextDouble();
        }

        return term;
    }

    private static ShapeTerm Shape(BodyState state, Random random)
    {
        ShapeTerm term = new(Skeleton.ShapeCount);
        for (int s = 0; s < Skeleton.ShapeCount; s++)
        {
            term.Mean[s] = random.Normal();
            for (int c = 0; c < s; c++)
            {
                double v = 0.05 * random.Normal();
                term.Precision[(s * Skeleton.ShapeCount) + c] = v;
                term.Precision[(c * Skeleton.ShapeCount) + s] = v;
            }
        }

        return term;
    }

    private static NearPoseTerm NearPose(BodyState state, Random random)
    {
        NearPoseTerm term = new("initialisation", Skeleton.ShapeCount) { TranslationPrecision = new Vector3D(100, 200, 50) };
        term.Target.CopyFrom(BodyGenerators.AnyBody(random, Skeleton.ShapeCount));
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            term.RotationPrecision[j] = j == 5 ? 0 : random.NextDouble();
        }

        return term;
    }

    private static GaussianMixtureTerm Mixture(BodyState state, Random random)
    {
        const int N = GaussianMixture.Dimensions, M = 3;
        double[] means = [.. Enumerable.Range(0, M * N).Select(_ => 0.3 * random.Normal())];
        List<double> covariances = [];
        for (int m = 0; m < M; m++)
        {
            Matrix<double> a = Matrix<double>.Build.Dense(N, N, (_, _) => random.Normal());
            covariances.AddRange(((a * a.Transpose() / N) + (0.1 * Matrix<double>.Build.DenseIdentity(N))).ToRowMajorArray());
        }

        return new GaussianMixtureTerm(new GaussianMixture([0.5, 0.3, 0.2], means, [.. covariances]), 0.8);
    }

    /// <summary>A term whose derivative by one unknown is wrong, to see that the check would notice.</summary>
    private sealed class WrongTerm : IEnergyTerm
    {
        private readonly PoseGaussianTerm _right = new(JointRanges.Default, 1);

        public string Name => "wrong";

        public double Energy(BodyState state) => _right.Energy(state);

        public void Accumulate(BodyState state, NormalEquations equations)
        {
            _right.Accumulate(state, equations);
            equations.Gradient[(3 * BodyJoint.LeftKnee) + 1] += 1e3;
        }
    }
}
