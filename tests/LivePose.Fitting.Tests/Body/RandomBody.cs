using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;

namespace LivePose.Fitting.Tests.Body;

/// <summary>A body of random numbers in SMPL's form: no shape, but every term of the formula is at work.</summary>
internal static class RandomBody
{
    public static BodyModel Create(int vertices, int seed, int pairs = 4, double poseScale = 0.02)
    {
        Random random = new(seed);
        double[] template = Numbers(3 * vertices, 0.8), weights = new double[vertices * BodyJoint.Count];
        double[] regressor = new double[BodyJoint.Count * vertices];
        for (int v = 0; v < vertices; v++)
        {
            double rest = 1;
            for (int k = 0; k < pairs - 1; k++)
            {
                double share = rest * random.NextDouble();
                weights[(v * BodyJoint.Count) + random.Next(BodyJoint.Count)] += share;
                rest -= share;
            }

            weights[(v * BodyJoint.Count) + random.Next(BodyJoint.Count)] += rest;
        }

        for (int i = 0; i < BodyJoint.Count * 8; i++)
        {
            regressor[(i / 8 * vertices) + random.Next(vertices)] += 0.125;
        }

        int[] faces = [.. Enumerable.Range(0, 3 * vertices).Select(_ => random.Next(vertices))];
        return new BodyModel(
            "random", template, Numbers(10 * 3 * vertices, 0.03), Numbers(9 * 23 * 3 * vertices, poseScale),
            CsrMatrix.FromDense(regressor, BodyJoint.Count, vertices), CsrMatrix.FromDense(weights, vertices, BodyJoint.Count),
            [.. BodyJoint.Parents], faces);

        double[] Numbers(int count, double scale)
        {
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++)
            {
                numbers[i] = scale * ((2 * random.NextDouble()) - 1);
            }

            return numbers;
        }
    }

    public static Matrix3[] Pose(Random random, double angle) =>
    [
        .. Enumerable.Range(0, BodyJoint.Count).Select(_ => Rotation.Exp(
            angle * new Vector3D((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1))),
    ];
}
