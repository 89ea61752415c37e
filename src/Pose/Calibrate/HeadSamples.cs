namespace LivePose.Pose.Calibrate;

/// <summary>What a calibration head is trained on: one sample is one person crop.</summary>
/// <param name="shape">K, F and G.</param>
/// <param name="count">N, number of people.</param>
public sealed class HeadSamples(HeadShape shape, int count)
{
    /// <summary>K, F and G.</summary>
    public HeadShape Shape { get; } = shape;

    /// <summary>N.</summary>
    public int Count { get; } = count;

    /// <summary>Features shared by all keypoints, shape [N, F].</summary>
    public float[] Shared { get; } = new float[checked(count * shape.SharedFeatures)];

    /// <summary>Each keypoint's own features, shape [N, K, G].</summary>
    public float[] Own { get; } = new float[checked(count * shape.KeypointCount * shape.KeypointFeatures)];

    /// <summary>s_k: keypoint OKS of the frozen network's own prediction, in [0, 1], shape [N, K]; any value where not labelled.</summary>
    public float[] Target { get; } = new float[count * shape.KeypointCount];

    /// <summary>v_k: true where the keypoint is labelled, shape [N, K].</summary>
    public bool[] Labelled { get; } = new bool[count * shape.KeypointCount];

    /// <summary>True for the keypoints that the ground truth can label at all, shape [K]; the others are not trained.</summary>
    public bool[] Annotated { get; } = AllTrue(shape.KeypointCount);

    /// <summary>Index of the image that the person is in, shape [N]: people of one image never fall on both sides of a split.</summary>
    public int[] Image { get; } = new int[count];

    /// <summary>x of one person, shape [F].</summary>
    public Span<float> SharedOf(int person) => Shared.AsSpan(person * Shape.SharedFeatures, Shape.SharedFeatures);

    /// <summary>y_k of one person's keypoint, shape [G].</summary>
    public Span<float> OwnOf(int person, int keypoint) =>
        Own.AsSpan(((person * Shape.KeypointCount) + keypoint) * Shape.KeypointFeatures, Shape.KeypointFeatures);

    private static bool[] AllTrue(int count)
    {
        bool[] all = new bool[count];
        Array.Fill(all, true);
        return all;
    }
}
