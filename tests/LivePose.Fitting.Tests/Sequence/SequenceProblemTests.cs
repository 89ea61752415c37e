namespace LivePose.Fitting.Tests;

public class SequenceProblemTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    [Theory]
    [InlineData(0, 5)]
    [InlineData(2, 6)]
    public void GradientAgreesWithFiniteDifferences(int start, int end)
    {
        (SequenceProblem problem, BodyParameters[] frames) = AnyProblem(new Random(1), 6);
        BandedArrowSystem system = new(end - start, ParameterLayout.PoseCount, Skeleton.ShapeCount);
        problem.Linearise(frames, start, end, system);
        ParameterLayout layout = new(Skeleton.ShapeCount);
        for (int t = start; t < end; t++)
        {
            for (int i = 0; i < ParameterLayout.PoseCount; i++)
            {
                double numeric = Derivative(problem, frames, start, end, [t], i);
                AssertNear(-system.Right(t - start)[i], numeric, $"frame {t} {layout.NameOf(i)}");
            }
        }

        for (int s = 0; s < Skeleton.ShapeCount; s++)
        {
            double numeric = Derivative(problem, frames, start, end, [.. Enumerable.Range(start, end - start)], ParameterLayout.Betas + s);
            AssertNear(-system.CornerRight[s], numeric, $"beta {s}");
        }
    }

    [Fact]
    public void AStepOfTheSystemLowersTheEnergy()
    {
        (SequenceProblem problem, BodyParameters[] frames) = AnyProblem(new Random(2), 8);
        BandedArrowSystem system = new(8, ParameterLayout.PoseCount, Skeleton.ShapeCount);
        double before = problem.Energy(frames, 0, 8);
        problem.Linearise(frames, 0, 8, system);
        system.Damp(1);
        Assert.True(system.TryFactor());
        system.Solve();
        double[] step = new double[new ParameterLayout(Skeleton.ShapeCount).Count];
        system.CornerRight.CopyTo(step, ParameterLayout.Betas);
        for (int t = 0; t < 8; t++)
        {
            system.Right(t).CopyTo(step);
            frames[t].Retract(step, frames[t]);
        }

        Assert.True(problem.Energy(frames, 0, 8) < 0.8 * before);
    }

    private static (SequenceProblem Problem, BodyParameters[] Frames) AnyProblem(Random random, int count)
    {
        PoseSequence sequence = new(TestKeypointSets.Body25B, new PinholeCamera(1000, 1000, 640, 360), 30);
        BodyParameters first = BodyGenerators.AnyBody(random, Skeleton.ShapeCount, 0.3);
        first.LogFocalScale = 0;
        BodyParameters[] frames = new BodyParameters[count];
        Observation[][] observations = new Observation[count][];
        for (int t = 0; t < count; t++)
        {
            sequence.AddGap();
            frames[t] = new BodyParameters(Skeleton.ShapeCount);
            double[] step = [.. Enumerable.Range(0, first.Betas.Length + 76).Select(i => i < 75 ? 0.02 * random.Normal() : 0)];
            first.Retract(step, frames[t]);
            observations[t] = [.. Enumerable.Range(0, sequence.Set.Count).Select(_ =>
                new Observation(640 + (100 * random.Normal()), 360 + (100 * random.Normal()), 0.001 * random.NextDouble(), 1e4))];
        }

        int[] feet = new FootContactTerm(new KeypointRig(Skeleton, sequence.Set), new ParameterLayout(Skeleton.ShapeCount), 1).Keypoints;
        double[][] standing = [.. frames.Select(_ => (double[])[.. feet.Select(_ => random.NextDouble())])];
        SequenceOptions options = new() { SlideSigma = 0.02, Unsteadiness = 5 };
        return (new SequenceProblem(Skeleton, sequence, options, observations, feet, standing), frames);
    }

    private static double Derivative(SequenceProblem problem, BodyParameters[] frames, int start, int end, int[] moved, int index)
    {
        const double H = 1e-5;
        BodyParameters[] copy = [.. frames];
        double[] step = new double[new ParameterLayout(Skeleton.ShapeCount).Count];
        return (At(H) - At(-H)) / (2 * H);

        double At(double amount)
        {
            step[index] = amount;
            foreach (int t in moved)
            {
                copy[t] = new BodyParameters(Skeleton.ShapeCount);
                frames[t].Retract(step, copy[t]);
            }

            return problem.Energy(copy, start, end);
        }
    }

    private static void AssertNear(double analytic, double numeric, string name) =>
        Assert.True(Math.Abs(analytic - numeric) < 1e-5 * Math.Max(100, Math.Abs(numeric)), $"{name}: {analytic} analytic, {numeric} numeric");
}
