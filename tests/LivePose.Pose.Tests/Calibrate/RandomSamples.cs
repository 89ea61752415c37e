using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Training samples whose targets follow a known linear head, with noise.</summary>
internal static class RandomSamples
{
    public static HeadSamples Create(HeadShape shape, int count, int seed, double noise = 0.05)
    {
        Random random = new(seed);
        HeadSamples samples = new(shape, count);
        double[] truth = [.. Enumerable.Range(0, shape.SharedFeatures + shape.KeypointFeatures).Select(_ => 0.5 * Normal.Sample(random))];
        Fill(random, samples.Shared);
        Fill(random, samples.Own);
        for (int n = 0; n < count; n++)
        {
            samples.Image[n] = n / 2;
            for (int k = 0; k < shape.KeypointCount; k++)
            {
                int cell = (n * shape.KeypointCount) + k;
                double z = 0.3 * k, v = 0.5;
                for (int f = 0; f < shape.SharedFeatures; f++)
                {
                    z += truth[f] * samples.SharedOf(n)[f] / 2;
                    v += samples.SharedOf(n)[f] / 2;
                }

                for (int g = 0; g < shape.KeypointFeatures; g++)
                {
                    z += truth[shape.SharedFeatures + g] * samples.OwnOf(n, k)[g] / 2;
                }

                samples.Target[cell] = (float)Math.Clamp((1 / (1 + Math.Exp(-z))) + (noise * Normal.Sample(random)), 0, 1);
                samples.Labelled[cell] = random.NextDouble() < 1 / (1 + Math.Exp(-v));
            }
        }

        return samples;
    }

    private static void Fill(Random random, float[] features)
    {
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (float)(3 + (2 * Normal.Sample(random)));
        }
    }
}
