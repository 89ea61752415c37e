namespace LivePose.Fitting;

/// <summary>A camera without distortion: u = fx x / z + cx, v = fy y / z + cy.</summary>
/// <remarks>Camera frame: +x right, +y down, +z forward, metres. Pixels: the centre of the top-left pixel is (0, 0).</remarks>
/// <param name="FocalX">Focal length in columns, px, positive.</param>
/// <param name="FocalY">Focal length in rows, px, positive.</param>
/// <param name="CenterX">Column of the optical axis, px.</param>
/// <param name="CenterY">Row of the optical axis, px.</param>
public readonly record struct PinholeCamera(double FocalX, double FocalY, double CenterX, double CenterY)
{
    /// <summary>Nearest depth at which a point counts as in front of the camera, metres.</summary>
    public const double NearDepth = 0.05;

    /// <summary>The guess for a picture of unknown origin: focal length sqrt(width² + height²), axis through the middle.</summary>
    /// <remarks>A diagonal field of view of 53°; the guess of M. Kocabas et al., SPEC, ICCV 2021, and of many fitters since.</remarks>
    /// <param name="width">Columns, px, positive.</param>
    /// <param name="height">Rows, px, positive.</param>
    public static PinholeCamera FromImageSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        double focal = Math.Sqrt(((double)width * width) + ((double)height * height));
        return new PinholeCamera(focal, focal, (width - 1) / 2.0, (height - 1) / 2.0);
    }

    /// <summary>True when every number is finite and both focal lengths are positive.</summary>
    public bool IsValid => FocalX > 0 && FocalY > 0 && double.IsFinite(FocalX + FocalY + CenterX + CenterY);

    /// <summary>The camera with both focal lengths multiplied.</summary>
    public PinholeCamera Zoomed(double factor) => this with { FocalX = FocalX * factor, FocalY = FocalY * factor };

    /// <summary>Pixel of a point with positive depth.</summary>
    public (double X, double Y) Project(Vector3D point) =>
        ((FocalX * point.X / point.Z) + CenterX, (FocalY * point.Y / point.Z) + CenterY);

    /// <summary>Point at a pixel and a depth, metres, camera frame.</summary>
    public Vector3D Unproject(double x, double y, double depth) =>
        new((x - CenterX) * depth / FocalX, (y - CenterY) * depth / FocalY, depth);

    /// <summary>Variance of a point's pixel, both axes together, px², from the covariance of the point, m².</summary>
    public double PixelVariance(Vector3D point, in Matrix3 covariance)
    {
        double depth = 1 / point.Z;
        Vector3D x = new(FocalX * depth, 0, -FocalX * point.X * depth * depth), y = new(0, FocalY * depth, -FocalY * point.Y * depth * depth);
        return Vector3D.Dot(x, covariance * x) + Vector3D.Dot(y, covariance * y);
    }
}
