namespace LivePose.Pose.Onnx;

/// <summary>Where a descriptor's field comes from, weakest first.</summary>
public enum FieldSource
{
    /// <summary>Nothing in the graph shows it; it is what networks of this family customarily have.</summary>
    Custom,

    /// <summary>The graph's shapes, operators or names show it.</summary>
    Graph,

    /// <summary>The file's own metadata (<see cref="DescriptorFile.MetadataKey"/>) says it.</summary>
    Metadata,

    /// <summary>The side-car file says it.</summary>
    SideCar,
}
