using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

public class HeadObjectiveTests
{
    public static TheoryData<HeadLoss, int, int, bool> Cases()
    {
        TheoryData<HeadLoss, int, int, bool> cases = [];
        foreach (HeadLoss loss in Enum.GetValues<HeadLoss>())
        {
            cases.Add(loss, 7, 0, false);
            cases.Add(loss, 0, 5, false);
            cases.Add(loss, 0, 5, true);
            cases.Add(loss, 9, 3, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradientEqualThePlainReference(HeadLoss loss, int sharedFeatures, int ownFeatures, bool tied)
    {
        HeadShape shape = new(3, sharedFeatures, ownFeatures, tied);
        HeadSamples samples = RandomSamples.Create(shape, 12, seed: 4);
        samples.Annotated[1] = false;
        int[] people = [.. Enumerable.Range(0, 12)];
        FeatureScale scale = FeatureScale.Measure(samples, people);
        HeadObjective objective = new(samples, scale, loss, 0.02f);
        Random random = new(9);
        float[] parameters = [.. Enumerable.Range(0, objective.ParameterCount).Select(_ => (float)(0.4 * Normal.Sample(random)))];
        float[] gradient = new float[parameters.Length];
        double actual = objective.Accumulate(people, parameters, gradient, new float[objective.ScratchLength]);

        double[] theta = [.. parameters.Select(p => (double)p)];
        Assert.Equal(ReferenceObjective.Loss(samples, people, loss, 0.02, theta), actual, 1e-4);
        for (int i = 0; i < theta.Length; i++)
        {
            const double H = 1e-6;
            double at = theta[i];
            theta[i] = at + H;
            double plus = ReferenceObjective.Loss(samples, people, loss, 0.02, theta);
            theta[i] = at - H;
            double minus = ReferenceObjective.Loss(samples, people, loss, 0.02, theta);
            theta[i] = at;
            double expected = (plus - minus) / (2 * H);
            Assert.True(Math.Abs(expected - gradient[i]) < 1e-4 * Math.Max(1, Math.Abs(expected)), $"parameter {i}: {expected} by differences, {gradient[i]} in closed form");
        }
    }

    [Fact]
    public void KeypointsWithoutALabelDoNotTouchTheConfidence()
    {
        HeadShape shape = new(2, 4, 0, false);
        HeadSamples samples = RandomSamples.Create(shape, 6, seed: 1);
        Array.Fill(samples.Labelled, false);
        int[] people = [.. Enumerable.Range(0, 6)];
        HeadObjective objective = new(samples, FeatureScale.Measure(samples, people), HeadLoss.SquaredError, 0.02f);
        float[] gradient = new float[objective.ParameterCount];
        objective.Accumulate(people, new float[objective.ParameterCount], gradient, new float[objective.ScratchLength]);
        for (int k = 0; k < 2; k++)
        {
            ReadOnlySpan<float> biases = gradient.AsSpan(gradient.Length - 4); // [K, (confidence, visibility)]
            Assert.Equal(0, biases[2 * k]);
            Assert.NotEqual(0, biases[(2 * k) + 1]);
        }
    }
}
