using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>The training loss written as the paper writes it, in double precision and plain loops.</summary>
internal static class ReferenceObjective
{
    public static double Loss(HeadSamples samples, int[] people, HeadLoss loss, double visibilityWeight, double[] theta)
    {
        HeadShape shape = samples.Shape;
        int outputs = loss == HeadLoss.Aleatoric ? 3 : 2;
        double total = 0;
        foreach (int n in people)
        {
            for (int k = 0; k < shape.KeypointCount; k++)
            {
                if (!samples.Annotated[k])
                {
                    continue;
                }

                int cell = (n * shape.KeypointCount) + k;
                double v = samples.Labelled[cell] ? 1 : 0;
                double predictedV = Sigmoid(Logit(samples, people, n, k, 1, outputs, theta));
                total -= visibilityWeight * ((v * Math.Log(predictedV)) + ((1 - v) * Math.Log(1 - predictedV)));
                double s = samples.Target[cell], p = Sigmoid(Logit(samples, people, n, k, 0, outputs, theta));
                double r = outputs == 3 ? Logit(samples, people, n, k, 2, outputs, theta) : 0;
                total += v * loss switch
                {
                    HeadLoss.SquaredError => (p - s) * (p - s),
                    HeadLoss.CrossEntropy => -(s * Math.Log(p)) - ((1 - s) * Math.Log(1 - p)),
                    _ => (Math.Exp(-r) * (p - s) * (p - s) / 2) + (r / 2),
                };
            }
        }

        return total;
    }

    private static double Logit(HeadSamples samples, int[] people, int n, int k, int output, int outputs, double[] theta)
    {
        HeadShape shape = samples.Shape;
        int f = shape.SharedFeatures, g = shape.KeypointFeatures, rows = shape.Tied ? 1 : shape.KeypointCount;
        double z = theta[(outputs * ((shape.KeypointCount * f) + (rows * g))) + (k * outputs) + output];
        for (int i = 0; i < f; i++)
        {
            int at = i;
            z += theta[(((k * outputs) + output) * f) + i] * Scaled(samples.SharedOf(n)[i], [.. people.Select(p => (double)samples.SharedOf(p)[at])]);
        }

        for (int i = 0; i < g; i++)
        {
            int at = i;
            double[] column = shape.Tied
                ? [.. people.SelectMany(p => Enumerable.Range(0, shape.KeypointCount).Select(j => (double)samples.OwnOf(p, j)[at]))]
                : [.. people.Select(p => (double)samples.OwnOf(p, k)[at])];
            int row = (((shape.Tied ? 0 : k) * outputs) + output) * g;
            z += theta[(outputs * shape.KeypointCount * f) + row + i] * Scaled(samples.OwnOf(n, k)[i], column);
        }

        return z;
    }

    private static double Scaled(double x, double[] column)
    {
        double mean = column.Average();
        return (x - mean) / Math.Sqrt(column.Average(c => (c - mean) * (c - mean)));
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
