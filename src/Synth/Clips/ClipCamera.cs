using System.Numerics;
using LivePose.Render;

namespace LivePose.Synth.Clips;

/// <summary>A camera above the origin that looks along +z, still or swaying as in a hand.</summary>
internal sealed class ClipCamera
{
    private readonly CameraIntrinsics _lens;
    private readonly float _pitch;
    private readonly float _sway;
    private readonly float _phase;

    /// <summary>Draws where it stands.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="settings">Size of the picture, and whether it moves.</param>
    /// <param name="focal">Focal length, px.</param>
    /// <param name="distance">To what it looks at, metres.</param>
    public ClipCamera(Random random, ClipSettings settings, float focal, float distance)
    {
        _lens = new CameraIntrinsics(focal, focal, (settings.Width - 1) / 2f, (settings.Height - 1) / 2f);
        EyeHeight = random.Between(1.1f, 1.7f);
        _pitch = MathF.Atan2(EyeHeight - random.Between(.8f, .95f), distance);
        _phase = random.Between(0, 2 * MathF.PI);
        _sway = settings.MovingCamera ? 1 : 0;
    }

    /// <summary>Of the lens above the ground, metres.</summary>
    public float EyeHeight { get; }

    /// <summary>The camera at a time of the clip, seconds.</summary>
    public SceneCamera At(double time)
    {
        float t = (float)time + _phase;
        Vector3 eye = new(.12f * _sway * MathF.Sin(.9f * t), EyeHeight + (.04f * _sway * MathF.Sin(1.3f * t)), 0);
        float yaw = _sway * ((.035f * MathF.Sin(.7f * t)) + (.006f * MathF.Sin(3.1f * t))), pitch = _pitch + (.012f * _sway * MathF.Sin(1.1f * t));
        (float sinYaw, float cosYaw) = MathF.SinCos(yaw);
        (float sinPitch, float cosPitch) = MathF.SinCos(pitch);
        Vector3 forward = new(cosPitch * sinYaw, -sinPitch, cosPitch * cosYaw), right = new(-cosYaw, 0, sinYaw), down = Vector3.Cross(forward, right);
        return new SceneCamera(_lens, new AffineTransform(
            new Vector4(right, -Vector3.Dot(right, eye)), new Vector4(down, -Vector3.Dot(down, eye)), new Vector4(forward, -Vector3.Dot(forward, eye))));
    }
}
