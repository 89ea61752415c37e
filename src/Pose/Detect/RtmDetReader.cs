using LivePose.Pose.Onnx;

namespace LivePose.Pose.Detect;

/// <summary>RTMDet's raw heads: a score and four distances at every cell of a stride.</summary>
/// <remarks>Lyu et al. 2022, "RTMDet" (arXiv 2212.07784).</remarks>
public static class RtmDetReader
{
    /// <summary>Reads one stride.</summary>
    /// <param name="head">Classes, scores, anchors.</param>
    /// <param name="scores">Shape [C, rows, columns].</param>
    /// <param name="distances">Left, top, right, bottom, shape [4, rows, columns].</param>
    /// <param name="columns">Columns of the stride's grid.</param>
    /// <param name="stride">Input px for each cell.</param>
    /// <param name="units">Whether distances are pixels or cells.</param>
    /// <param name="detections">Takes the people, input px.</param>
    public static void Read(
        DetectorHead head, ReadOnlySpan<float> scores, ReadOnlySpan<float> distances, int columns, int stride, BoxUnits units, DetectionList detections)
    {
        int cells = distances.Length / 4;
        float scale = units == BoxUnits.Strides ? stride : 1;
        ReadOnlySpan<float> person = scores.Slice(head.PersonClass * cells, cells);
        for (int i = 0; i < cells; i++)
        {
            float score = head.Probability(person[i]);
            if (score >= head.MinScore)
            {
                (int y, int x) = Math.DivRem(i, columns);
                head.Add(
                    detections, x, y, stride,
                    scale * distances[i], scale * distances[cells + i], scale * distances[(2 * cells) + i], scale * distances[(3 * cells) + i], score);
            }
        }
    }
}
