namespace LivePose.Pose.Calibrate;

/// <summary>Which person area a confidence form takes its falloff l from.</summary>
public enum AreaSource
{
    /// <summary>The form does not use an area.</summary>
    None,

    /// <summary>One area for everybody: <see cref="ConfidenceParameters.MeanArea"/>.</summary>
    Mean,

    /// <summary>The person box's area times <see cref="ConfidenceParameters.BodyToBoxRatio"/>.</summary>
    Predicted,

    /// <summary>The annotated body area: evaluation only.</summary>
    True,
}
