using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>What must be known of an ONNX network to feed it and to read its outputs.</summary>
/// <remarks>
/// Inferred from the graph where that is unambiguous; a side-car file
/// <c>NAME.livepose.json</c> beside <c>NAME.onnx</c> overrides the fields that it names (<see cref="DescriptorFile"/>).
/// </remarks>
public sealed record ModelDescriptor
{
    /// <summary>What the network is for.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>How its outputs are read.</summary>
    public required ModelDecoder Decoder { get; init; }

    /// <summary>The image tensor that it takes.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>Names of the outputs in the order that <see cref="Decoder"/> states.</summary>
    public required string[] Outputs { get; init; }

    /// <summary>Pose: id of the keypoint set, for example <c>coco17</c> (<see cref="KeypointSets"/>).</summary>
    public string? Keypoints { get; init; }

    /// <summary>Pose: what part of a frame it looks at.</summary>
    public PoseRegion Region { get; init; } = PoseRegion.Person;

    /// <summary>Pose: how much a person's box is grown before it is cut out; 1.25 is the custom of top-down networks.</summary>
    public float BoxScale { get; init; } = 1.25f;

    /// <summary>Heatmap: how a maximum is refined.</summary>
    public HeatmapRefine Refine { get; init; } = HeatmapRefine.Quarter;

    /// <summary>SimCC: bins for each input px.</summary>
    public float BinsPerPixel { get; init; } = 2;

    /// <summary>Integral: what the maps are multiplied by before the softmax; 0 = the graph's maps are already distributions.</summary>
    public float Beta { get; init; } = 1;

    /// <summary>Likelihood: units of the positions and of σ.</summary>
    public CoordinateUnits Coordinates { get; init; } = CoordinateUnits.Unit;

    /// <summary>Likelihood: what the σ output holds.</summary>
    public SigmaForm Sigma { get; init; } = SigmaForm.Sigma;

    /// <summary>Detector: number of classes C.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Detector: index of the class "person", [0, C).</summary>
    public int PersonClass { get; init; }

    /// <summary>Detector: input px for each cell of each head, in the order of the outputs; empty when the boxes come decoded.</summary>
    public int[] Strides { get; init; } = [];

    /// <summary>Detector with anchors: position of the first anchor within its cell, [0, 1): 0 = corner, 0.5 = centre.</summary>
    public float AnchorOffset { get; init; }

    /// <summary>Detector: units of the box numbers.</summary>
    public BoxUnits BoxUnits { get; init; } = BoxUnits.Pixels;

    /// <summary>Detector: what the score outputs hold.</summary>
    public ScoreForm Scores { get; init; } = ScoreForm.Probability;

    /// <summary>Confidence and visibility that were fused into the graph, or null.</summary>
    public ModelCalibration? Calibration { get; init; }

    /// <summary>Outputs that are computed although no decoder reads them, for example features that a calibration head is trained on.</summary>
    [JsonIgnore]
    public string[] ExtraOutputs { get; init; } = [];

    /// <summary>Every output that is computed: <see cref="Outputs"/>, then confidence and visibility when there are any, then <see cref="ExtraOutputs"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ComputedOutputs => Calibration switch
    {
        null => [.. Outputs, .. ExtraOutputs],
        { Visibility: null } c => [.. Outputs, c.Confidence, .. ExtraOutputs],
        { } c => [.. Outputs, c.Confidence, c.Visibility, .. ExtraOutputs],
    };

    /// <summary>Index of the fused confidence in <see cref="ComputedOutputs"/>, or -1.</summary>
    [JsonIgnore]
    public int ConfidenceOutput => Calibration is null ? -1 : Outputs.Length;

    /// <summary>Index of the fused visibility in <see cref="ComputedOutputs"/>, or -1.</summary>
    [JsonIgnore]
    public int VisibilityOutput => Calibration?.Visibility is null ? -1 : Outputs.Length + 1;
}
