using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;

namespace LivePose.App.Commands;

/// <summary>What one <c>livepose eval</c> is asked for.</summary>
internal sealed record EvalSettings
{
    /// <summary>Ground truth file.</summary>
    public required string Annotations { get; init; }

    /// <summary>Results file, or null when a model makes the poses.</summary>
    public string? Results { get; init; }

    /// <summary>Pose network, or null when the poses come from a file.</summary>
    public string? Model { get; init; }

    /// <summary>Folder of the images for the model.</summary>
    public string? Images { get; init; }

    /// <summary>True to evaluate each part too.</summary>
    public bool Parts { get; init; }

    /// <summary>True to show the accuracy in each image too.</summary>
    public bool PerImage { get; init; }

    /// <summary>Confidence forms to compare; null = none, empty = every form that the poses allow.</summary>
    public IReadOnlyList<FormChoice>? Forms { get; init; }

    /// <summary>What a spread in the results file means; a model says so itself.</summary>
    public ModelDecoder Spread { get; init; } = ModelDecoder.Heatmap;

    /// <summary>Keypoint to cover in the occlusion sweep, or null.</summary>
    public string? Occlusion { get; init; }

    /// <summary>CPU threads for the network.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where the JSON goes, or null.</summary>
    public string? Json { get; init; }

    /// <summary>Where the page goes, or null.</summary>
    public string? Html { get; init; }
}
