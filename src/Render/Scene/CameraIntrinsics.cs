using System.Numerics;

namespace LivePose.Render;

/// <summary>A camera without distortion: u = fx x / z + cx, v = fy y / z + cy; +x right, +y down, +z forward; centre of the top-left pixel = (0, 0).</summary>
/// <param name="FocalX">Focal length in columns, px, positive.</param>
/// <param name="FocalY">Focal length in rows, px, positive.</param>
/// <param name="CenterX">Column of the optical axis, px.</param>
/// <param name="CenterY">Row of the optical axis, px.</param>
public readonly record struct CameraIntrinsics(float FocalX, float FocalY, float CenterX, float CenterY)
{
    /// <summary>A camera that looks through the middle of a picture.</summary>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="verticalField">Angle from the top edge to the bottom edge, radians.</param>
    public static CameraIntrinsics FromField(int width, int height, float verticalField)
    {
        float focal = height / (2 * MathF.Tan(verticalField / 2));
        return new CameraIntrinsics(focal, focal, (width - 1) / 2f, (height - 1) / 2f);
    }

    /// <summary>Pixel of a point with positive depth, camera frame.</summary>
    public Vector2 Project(Vector3 point) => new((FocalX * point.X / point.Z) + CenterX, (FocalY * point.Y / point.Z) + CenterY);

    /// <summary>The camera of a frame, for the place where the frame is shown.</summary>
    public CameraIntrinsics Shown(FrameFit fit)
    {
        Vector2 center = fit.ToPane(new Vector2(CenterX, CenterY));
        return new CameraIntrinsics(FocalX * fit.Scale, FocalY * fit.Scale, center.X, center.Y);
    }

    /// <summary>Factors and offsets of the projection to clip coordinates: x_clip = X x + Y z, y_clip = Z y + W z, w_clip = z.</summary>
    /// <remarks>
    /// A pixel's centre lies half a pixel inside OpenGL's viewport, and row 0 of a target is the picture's top, so nothing is turned
    /// upside down: x_ndc = 2 (u + 1/2) / width - 1, y_ndc = 2 (v + 1/2) / height - 1.
    /// </remarks>
    internal Vector4 ToClip(int width, int height) => new(
        2 * FocalX / width, (((2 * CenterX) + 1) / width) - 1, 2 * FocalY / height, (((2 * CenterY) + 1) / height) - 1);
}
