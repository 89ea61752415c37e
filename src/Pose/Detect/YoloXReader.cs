using LivePose.Pose.Onnx;

namespace LivePose.Pose.Detect;

/// <summary>YOLOX: for every cell of every stride a box, an objectness and class scores; score = objectness · P(person).</summary>
/// <remarks>Ge et al. 2021, "YOLOX" (arXiv 2107.08430).</remarks>
public static class YoloXReader
{
    /// <summary>Reads all strides.</summary>
    /// <param name="head">Classes, scores, anchors.</param>
    /// <param name="values">Shape [cells of all strides, 5 + C] = (x, y, width, height, objectness, classes).</param>
    /// <param name="width">Columns of the network's input, px.</param>
    /// <param name="height">Rows of the network's input, px.</param>
    /// <param name="strides">Input px for each cell of each grid, in the order of the values.</param>
    /// <param name="units">Pixels: centre and size; strides: offset of the centre in cells, and logarithm of the size in cells.</param>
    /// <param name="detections">Takes the people, input px.</param>
    public static void Read(
        DetectorHead head, ReadOnlySpan<float> values, int width, int height, ReadOnlySpan<int> strides, BoxUnits units, DetectionList detections)
    {
        int each = 5 + head.Classes, anchor = 0;
        foreach (int stride in strides)
        {
            int columns = AnchorGrid.Side(width, stride), cells = AnchorGrid.Cells(width, height, stride);
            for (int i = 0; i < cells; i++, anchor++)
            {
                ReadOnlySpan<float> of = values.Slice(anchor * each, each);
                float score = head.Probability(of[4]) * head.Probability(of[5 + head.PersonClass]);
                if (score >= head.MinScore)
                {
                    (int y, int x) = Math.DivRem(i, columns);
                    detections.Add(
                        units == BoxUnits.Pixels
                            ? Box.FromCenter(of[0], of[1], of[2], of[3])
                            : Box.FromCenter(
                                head.Anchor(x, stride) + (of[0] * stride), head.Anchor(y, stride) + (of[1] * stride), MathF.Exp(of[2]) * stride, MathF.Exp(of[3]) * stride),
                        score);
                }
            }
        }
    }
}
