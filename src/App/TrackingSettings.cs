using LivePose.Pose.Onnx;

namespace LivePose.App;

/// <summary>Everything that finding and following people needs, validated; built from the command line or from code.</summary>
internal sealed record TrackingSettings
{
    /// <summary>Person detector; null when the pose network takes whole images.</summary>
    public string? DetectorPath { get; init; }

    /// <summary>Pose network.</summary>
    public required string PosePath { get; init; }

    /// <summary>Where the networks run.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Auto;

    /// <summary>Fail instead of falling back to the CPU.</summary>
    public bool RequireGpu { get; init; }

    /// <summary>CPU threads for the networks. Offline each works on its own batch; live they share one run.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Most people in one frame.</summary>
    public int MaxPeople { get; init; } = 20;

    /// <summary>Confidence form, one of <see cref="ConfidenceChoice.Forms"/>.</summary>
    public string Confidence { get; init; } = ConfidenceChoice.Auto;

    /// <summary>Name of the instance score, or <c>auto</c>.</summary>
    public string InstanceScore { get; init; } = ConfidenceChoice.Auto;

    /// <summary>Detector score from which somebody new is looked at, in [0, 1]; people already known are kept at lower scores.</summary>
    public float MinScore { get; init; } = 0.35f;

    /// <summary>The detector runs on every Nth frame; 0 = adaptive.</summary>
    public int DetectEvery { get; init; }

    /// <summary>Images of a folder are frames of one film, not unrelated pictures.</summary>
    public bool ImagesAreSequence { get; init; }

    /// <summary>Whether keypoints are filtered over time.</summary>
    public bool Smooth { get; init; } = true;
}
