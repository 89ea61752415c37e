namespace LivePose.Synth.Annotations;

/// <summary>Names of the files that lie in every synthetic set.</summary>
public static class SetFiles
{
    /// <summary>Keypoints, boxes and masks in COCO's layout.</summary>
    public const string Annotations = "annotations.json";

    /// <summary>Cameras, bodies and joints, a line a picture.</summary>
    public const string Truth = "truth.jsonl";
}
