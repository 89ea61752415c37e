namespace LivePose.Pose.Detect;

/// <summary>Detectors that suppress overlapping boxes in the graph.</summary>
public static class EndToEndReader
{
    /// <summary>Reads the boxes of people.</summary>
    /// <param name="head">Classes and lowest score.</param>
    /// <param name="boxes">Shape [n, 5] = (left, top, right, bottom, score), input px.</param>
    /// <param name="labels">Class of each box, shape [n].</param>
    /// <param name="detections">Takes the people, input px.</param>
    public static void Read(DetectorHead head, ReadOnlySpan<float> boxes, ReadOnlySpan<float> labels, DetectionList detections)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> of = boxes.Slice(5 * i, 5);
            if (labels[i] == head.PersonClass && of[4] >= head.MinScore)
            {
                detections.Add(Box.FromCorners(of[0], of[1], of[2], of[3]), of[4]);
            }
        }
    }
}
