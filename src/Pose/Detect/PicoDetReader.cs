namespace LivePose.Pose.Detect;

/// <summary>PicoDet with decoded boxes: corners, and class scores with the classes outermost.</summary>
/// <remarks>Yu et al. 2021, "PP-PicoDet" (arXiv 2111.00902).</remarks>
public static class PicoDetReader
{
    /// <summary>Reads all anchors.</summary>
    /// <param name="head">Classes and lowest score.</param>
    /// <param name="boxes">Shape [n, 4] = (left, top, right, bottom), input px.</param>
    /// <param name="scores">Shape [C, n].</param>
    /// <param name="detections">Takes the people, input px.</param>
    public static void Read(DetectorHead head, ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, DetectionList detections)
    {
        int count = boxes.Length / 4;
        ReadOnlySpan<float> person = scores.Slice(head.PersonClass * count, count);
        for (int i = 0; i < count; i++)
        {
            float score = head.Probability(person[i]);
            if (score >= head.MinScore)
            {
                ReadOnlySpan<float> of = boxes.Slice(4 * i, 4);
                detections.Add(Box.FromCorners(of[0], of[1], of[2], of[3]), score);
            }
        }
    }
}
