using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Penultimate features of a simulated network: a random mixture of what it knows, with noise.</summary>
/// <remarks>
/// It knows log σ_k of every keypoint, the size of the body in the crop (from its looks, with 10 % error: a log deviation of 0.1
/// where the box alone leaves 0.3), and a hint of 1.5 logits of which keypoints are labelled. 96 features mix these 35 numbers.
/// </remarks>
internal static class SimulatedFeatures
{
    private const int F = 96;
    private const int Latent = (2 * SimulatedPeople.K) + 1;

    public static HeadSamples Create(SimulatedPeople simulation, int seed)
    {
        const int K = SimulatedPeople.K;
        Random mixing = new(99); // the network is the same for every draw of people
        double[] mixture = [.. Enumerable.Range(0, F * Latent).Select(_ => Normal.Sample(mixing) / Math.Sqrt(Latent))];
        Random random = new(seed);
        HeadSamples samples = new(new HeadShape(K, F, 0, false), simulation.People.Count);
        double[] latent = new double[Latent];
        for (int n = 0; n < samples.Count; n++)
        {
            SimulatedPeople.Person person = simulation.People[n];
            for (int k = 0; k < K; k++)
            {
                int cell = (n * K) + k;
                samples.Labelled[cell] = simulation.Sizes[n].Labelled[k];
                samples.Target[cell] = (float)SimulatedPeople.RealisedOks(person, k);
                latent[k] = Math.Log(person.Sigma[k]);
                latent[K + k] = (samples.Labelled[cell] ? 0.75 : -0.75) + (0.5 * Normal.Sample(random));
            }

            latent[^1] = Math.Log(person.Area * person.Scale * person.Scale) + (0.1 * Normal.Sample(random));
            Span<float> features = samples.SharedOf(n);
            for (int f = 0; f < F; f++)
            {
                double sum = 0.02 * Normal.Sample(random);
                for (int i = 0; i < Latent; i++)
                {
                    sum += mixture[(f * Latent) + i] * latent[i];
                }

                features[f] = (float)sum;
            }

            samples.Image[n] = n;
        }

        return samples;
    }
}
