using System.Numerics;

namespace LivePose.Render;

/// <summary>A camera somewhere in the scene. The scene's coordinates are the fitted camera's: +x right, +y down, +z forward, metres.</summary>
/// <param name="Intrinsics">Its lens, in pixels of the pane that it fills.</param>
/// <param name="FromScene">Scene coordinates to its own; a rotation and a translation.</param>
public readonly record struct SceneCamera(CameraIntrinsics Intrinsics, AffineTransform FromScene)
{
    /// <summary>Nearest depth that is drawn, metres.</summary>
    public const float Near = 0.05f;

    /// <summary>Farthest depth that is drawn, metres.</summary>
    public const float Far = 200;

    private const float Field = 0.7f;

    /// <summary>The camera that took the frame, for the place where the frame is shown.</summary>
    public static SceneCamera Overlay(CameraIntrinsics frameCamera, FrameFit fit) => new(frameCamera.Shown(fit), AffineTransform.Identity);

    /// <summary>From the scene's left (looking along +x) at a point.</summary>
    /// <param name="target">What is in the middle, metres.</param>
    /// <param name="distance">From the camera to it, metres.</param>
    /// <param name="pane">Where it is shown.</param>
    /// <param name="tilt">By how much the fitted camera looks down, radians; vertical in the scene is what is vertical in the world.</param>
    public static SceneCamera Side(Vector3 target, float distance, Pane pane, float tilt = 0) =>
        Orbit(target, distance, MathF.PI / 2, 0, pane, tilt);

    /// <summary>From above at a point; what is far from the fitted camera is at the top.</summary>
    /// <inheritdoc cref="Side"/>
    public static SceneCamera Top(Vector3 target, float distance, Pane pane, float tilt = 0) =>
        Orbit(target, distance, 0, MathF.PI / 2, pane, tilt);

    /// <summary>From a place on a sphere around a point.</summary>
    /// <param name="target">What is in the middle, metres.</param>
    /// <param name="distance">From the camera to it, metres, positive.</param>
    /// <param name="yaw">0 looks as the fitted camera does; π/2 looks along +x. Radians.</param>
    /// <param name="pitch">0 is level; π/2 looks straight down. Radians.</param>
    /// <param name="pane">Where it is shown.</param>
    /// <param name="tilt">By how much the fitted camera looks down, radians.</param>
    public static SceneCamera Orbit(Vector3 target, float distance, float yaw, float pitch, Pane pane, float tilt = 0)
    {
        (float sinYaw, float cosYaw) = MathF.SinCos(yaw);
        (float sinPitch, float cosPitch) = MathF.SinCos(pitch);
        Vector3 forward = FromLevel(new Vector3(sinYaw * cosPitch, sinPitch, cosYaw * cosPitch), tilt);
        Vector3 right = FromLevel(new Vector3(cosYaw, 0, -sinYaw), tilt);
        Vector3 down = Vector3.Cross(forward, right);
        Vector3 eye = target - (distance * forward);
        return new SceneCamera(
            CameraIntrinsics.FromField(pane.Width, pane.Height, Field),
            new AffineTransform(
                new Vector4(right, -Vector3.Dot(right, eye)),
                new Vector4(down, -Vector3.Dot(down, eye)),
                new Vector4(forward, -Vector3.Dot(forward, eye))));
    }

    /// <summary>A direction of a level world (+x right, +y down, +z ahead) in scene coordinates.</summary>
    /// <param name="direction">In the level world.</param>
    /// <param name="tilt">By how much the fitted camera looks down, radians; it does not roll.</param>
    public static Vector3 FromLevel(Vector3 direction, float tilt)
    {
        (float sin, float cos) = MathF.SinCos(tilt);
        return new Vector3(direction.X, (cos * direction.Y) - (sin * direction.Z), (sin * direction.Y) + (cos * direction.Z));
    }

    /// <summary>Distance from which a ball fills a pane, for <see cref="Orbit"/>, <see cref="Side"/> and <see cref="Top"/>, metres.</summary>
    /// <param name="radius">Of the ball, metres.</param>
    /// <param name="pane">Where it is shown.</param>
    public static float DistanceOf(float radius, Pane pane)
    {
        float slope = MathF.Tan(Field / 2) * MathF.Min(1, (float)pane.Width / pane.Height);
        return radius / MathF.Sin(MathF.Atan(slope));
    }

    /// <summary>Pane pixel of a point in the scene.</summary>
    /// <returns>False when the point is behind the camera, too near, or not finite.</returns>
    public bool TryProject(Vector3 point, out Vector2 pixel)
    {
        Vector3 p = FromScene.Apply(point);
        pixel = Intrinsics.Project(p);
        return p.Z >= Near && float.IsFinite(pixel.X) && float.IsFinite(pixel.Y);
    }
}
