using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>Holds a graph with an open batch to the original: two different random pictures in one run must give what each gives alone.</summary>
internal static class BatchCheck
{
    /// <summary>
    /// Largest difference that is still the same result, as a part of the output's largest magnitude. The original runs without
    /// any optimisation, so what is fused differs in the last bits of float arithmetic: up to 3e-5 was seen (RTMDet).
    /// A batch that is mixed up differs by about 1.
    /// </summary>
    private const float Tolerance = 1e-3f;

    private const int Samples = 2;

    /// <summary>Null when the results agree, else one sentence why the batch stays 1.</summary>
    internal static string? Compare(GraphSession candidate, LoadedModel model)
    {
        GraphProbe probe = model.Probe;
        string[] names = [.. model.Descriptor.ComputedOutputs];
        float[][] samples = RandomSamples(model.Descriptor.Input);
        using RunOptions options = new();
        using OrtValue input = TensorValues.FromFloats(samples[0].Concat(samples[1]).ToArray(), probe.Input.Element, probe.Input.Shape(Samples));
        float[][] together;
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> values = candidate.Session.Run(options, [probe.Input.Name], [input], names);
            together = [.. values.Select(TensorValues.ToFloats)];
        }
        catch (OnnxRuntimeException fault)
        {
            return $"the graph cannot compute two samples at once ({GraphSession.Condense(fault.Message)})";
        }

        for (int s = 0; s < Samples; s++)
        {
            float[][] alone = probe.Run(samples[s], names);
            for (int o = 0; o < names.Length; o++)
            {
                if (Difference(alone[o], together[o], s) is not <= Tolerance)
                {
                    return $"the graph mixes the samples of a batch: output '{names[o]}' of a sample is another one when a second sample is computed with it";
                }
            }
        }

        return null;
    }

    // NaN when the sizes do not fit.
    private static float Difference(float[] alone, float[] together, int sample)
    {
        if (together.Length != Samples * alone.Length || alone.Length == 0)
        {
            return float.NaN;
        }

        float[] difference = new float[alone.Length];
        TensorPrimitives.Subtract(alone, together.AsSpan(sample * alone.Length, alone.Length), difference);
        float scale = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude<float>(alone)), 1e-6f);
        return MathF.Abs(TensorPrimitives.MaxMagnitude<float>(difference)) / scale;
    }

    private static float[][] RandomSamples(ModelInput input)
    {
        Random random = new(1);
        float[][] samples = new float[Samples][];
        for (int s = 0; s < Samples; s++)
        {
            samples[s] = new float[input.SampleLength];
            for (int i = 0; i < samples[s].Length; i++)
            {
                samples[s][i] = (random.Next(256) - input.Mean[0]) / input.Std[0];
            }
        }

        return samples;
    }
}
