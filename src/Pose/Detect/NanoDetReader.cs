namespace LivePose.Pose.Detect;

/// <summary>NanoDet: class scores, and for each side of the box a distribution over distances whose expectation is taken.</summary>
/// <remarks>RangiLyu/nanodet; Li et al. 2020, "Generalized Focal Loss" (arXiv 2006.04388), section 3.2.</remarks>
public static class NanoDetReader
{
    /// <summary>Reads one stride.</summary>
    /// <param name="head">Classes, scores, anchors.</param>
    /// <param name="scores">Shape [cells, C].</param>
    /// <param name="distributions">Logits over 0, 1, ..., bins - 1 cells for left, top, right, bottom, shape [cells, 4, bins].</param>
    /// <param name="columns">Columns of the stride's grid.</param>
    /// <param name="stride">Input px for each cell.</param>
    /// <param name="detections">Takes the people, input px.</param>
    public static void Read(
        DetectorHead head, ReadOnlySpan<float> scores, ReadOnlySpan<float> distributions, int columns, int stride, DetectionList detections)
    {
        int cells = scores.Length / head.Classes, bins = distributions.Length / cells / 4;
        for (int i = 0; i < cells; i++)
        {
            float score = head.Probability(scores[(i * head.Classes) + head.PersonClass]);
            if (score >= head.MinScore)
            {
                (int y, int x) = Math.DivRem(i, columns);
                ReadOnlySpan<float> of = distributions.Slice(i * 4 * bins, 4 * bins);
                head.Add(
                    detections, x, y, stride,
                    stride * Expectation(of[..bins]), stride * Expectation(of.Slice(bins, bins)),
                    stride * Expectation(of.Slice(2 * bins, bins)), stride * Expectation(of[(3 * bins)..]), score);
            }
        }
    }

    /// <summary>Expected index under the softmax of the logits.</summary>
    private static float Expectation(ReadOnlySpan<float> logits)
    {
        float highest = System.Numerics.Tensors.TensorPrimitives.Max(logits), sum = 0, weighted = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float weight = MathF.Exp(logits[i] - highest);
            sum += weight;
            weighted += i * weight;
        }

        return weighted / sum;
    }
}
