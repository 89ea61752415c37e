namespace LivePose.Pose.Evaluate;

/// <summary>A person box as annotated, in double precision so that evaluation loses no digit.</summary>
/// <param name="X">Left edge, px.</param>
/// <param name="Y">Top edge, px.</param>
/// <param name="Width">Width, px.</param>
/// <param name="Height">Height, px.</param>
public readonly record struct AnnotationBox(double X, double Y, double Width, double Height)
{
    /// <summary>Width times height, px².</summary>
    public double Area => Width * Height;

    /// <summary>The same box in frame pixels.</summary>
    public Box ToBox() => new((float)X, (float)Y, (float)Width, (float)Height);
}
