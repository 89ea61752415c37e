namespace LivePose.Pose.Evaluate;

/// <summary>One annotated person.</summary>
public sealed record AnnotatedPerson
{
    /// <summary>Unique in its ground truth.</summary>
    public required long Id { get; init; }

    /// <summary>The picture it stands in.</summary>
    public required long ImageId { get; init; }

    /// <summary>Shape [K, 3]: column and row in px, and the label: 0 = not labelled, 1 = labelled but occluded, 2 = visible.</summary>
    public required double[] Keypoints { get; init; }

    /// <summary>Person box, px.</summary>
    public AnnotationBox Box { get; init; }

    /// <summary>Area of the person's mask, px² (the a of OKS); NaN where the data set has none.</summary>
    public double Area { get; init; } = double.NaN;

    /// <summary>True for a region that holds a crowd; it is ignored, and many detections may match it.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>COCO's <c>num_keypoints</c>: how many keypoints of the body are labelled, as the file says.</summary>
    public int KeypointCount { get; init; }

    /// <summary>MPII: 0.6 times the diagonal of the head box, px; NaN where there is none.</summary>
    public double HeadSize { get; init; } = double.NaN;

    /// <summary>True when keypoint <paramref name="k"/> is labelled, occluded or not.</summary>
    public bool IsLabelled(int k) => Keypoints[(3 * k) + 2] > 0;

    /// <summary>Labelled keypoints among <paramref name="count"/> from <paramref name="start"/>.</summary>
    public int CountLabelled(int start, int count)
    {
        int labelled = 0;
        for (int k = start; k < start + count; k++)
        {
            labelled += IsLabelled(k) ? 1 : 0;
        }

        return labelled;
    }
}
