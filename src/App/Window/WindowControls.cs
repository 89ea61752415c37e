using System.Numerics;
using LivePose.App.Drawing;
using LivePose.Render;

namespace LivePose.App.Window;

/// <summary>What keys and mouse do in the window.</summary>
/// <param name="painter">Its layout and options follow them.</param>
internal sealed class WindowControls(ScenePainter painter)
{
    private const float RadiansPerPixel = 0.008f, RadiansPerKey = 0.12f, MetresPerPixel = 0.004f, ZoomPerNotch = 0.88f, OpacityStep = 0.1f;

    private bool _screenshot;

    /// <summary>What the keys do, for the help.</summary>
    public static IReadOnlyList<string> Help { get; } =
    [
        "1 overlay  2 side by side  3 grid  4 free view  5 keypoints",
        "left drag: turn  right drag: move  wheel: nearer, farther  arrows: turn, opacity",
        "B bodies  K 2D poses  G floor  T text  V vertical sync",
        "Space pause  S screenshot  R record  F full screen  ? help  Esc quit",
    ];

    /// <summary>True while the picture stands still; the pipeline goes on.</summary>
    public bool Paused { get; private set; }

    /// <summary>True when the window is to wait for the screen.</summary>
    public bool VerticalSync { get; private set; }

    /// <summary>True when the window is to cover the screen.</summary>
    public bool FullScreen { get; private set; }

    /// <summary>True when the picture is to be recorded.</summary>
    public bool Recording { get; set; }

    /// <summary>True from Escape on.</summary>
    public bool Quit { get; private set; }

    /// <summary>True once after each wish for a screenshot.</summary>
    public bool TakeScreenshotWish()
    {
        (bool wish, _screenshot) = (_screenshot, false);
        return wish;
    }

    /// <summary>Does what the user wants.</summary>
    public void Apply(WindowInput input)
    {
        SceneOptions options = painter.Options;
        switch (input.Kind)
        {
            case WindowInputKind.Key:
                Press(input, options);
                break;
            case WindowInputKind.Orbit:
                ShowFree();
                Turn(options, RadiansPerPixel * input.X, RadiansPerPixel * input.Y);
                break;
            case WindowInputKind.Pan:
                ShowFree();
                options.Shift -= MetresPerPixel * options.Distance * Sideways(options, input.X, input.Y);
                break;
            case WindowInputKind.Zoom:
                ShowFree();
                options.Distance = Math.Clamp(options.Distance * MathF.Pow(ZoomPerNotch, input.Y), 0.1f, 10);
                break;
            case WindowInputKind.Resize:
                break;
        }
    }

    private static void Turn(SceneOptions options, float yaw, float pitch)
    {
        options.Yaw += yaw;
        options.Pitch = Math.Clamp(options.Pitch + pitch, -MathF.PI / 2, MathF.PI / 2);
    }

    /// <summary>A movement on the screen of the free camera, scene coordinates.</summary>
    private static Vector3 Sideways(SceneOptions options, float x, float y)
    {
        (float sin, float cos) = MathF.SinCos(options.Yaw);
        return new Vector3(cos * x, y, -sin * x);
    }

    /// <summary>The mouse moves the free camera, so a layout that has none gives way to it.</summary>
    private void ShowFree()
    {
        if (!painter.Layout.Views.Any(view => view is SceneView.Free or SceneView.Skeleton))
        {
            painter.Layout = SceneLayout.Free;
        }
    }

    private void Press(WindowInput input, SceneOptions options)
    {
        switch (input.Key)
        {
            case WindowKey.Escape: Quit = true; break;
            case WindowKey.Space or WindowKey.P: Paused = !Paused; break;
            case WindowKey.S: _screenshot = true; break;
            case WindowKey.R: Recording = !Recording; break;
            case WindowKey.F or WindowKey.F11: FullScreen = !FullScreen; break;
            case WindowKey.V: VerticalSync = !VerticalSync; break;
            case WindowKey.Slash: options.Lines = options.Lines.Count > 0 ? [] : Help; break;
            default: ChangeView(input.Key, options); break;
        }
    }

    private void ChangeView(WindowKey key, SceneOptions options)
    {
        switch (key)
        {
            case WindowKey.D1: painter.Layout = SceneLayout.Overlay; break;
            case WindowKey.D2: painter.Layout = SceneLayout.SideBySide; break;
            case WindowKey.D3: painter.Layout = SceneLayout.Grid; break;
            case WindowKey.D4: painter.Layout = SceneLayout.Free; break;
            case WindowKey.D5: painter.Layout = SceneLayout.Keypoints; break;
            case WindowKey.B: options.Bodies = !options.Bodies; break;
            case WindowKey.K: options.Pose = !options.Pose; break;
            case WindowKey.G: options.Floor = !options.Floor; break;
            case WindowKey.T: options.Text = !options.Text; break;
            case WindowKey.Up: options.Opacity = Math.Min(1, options.Opacity + OpacityStep); break;
            case WindowKey.Down: options.Opacity = Math.Max(OpacityStep, options.Opacity - OpacityStep); break;
            case WindowKey.Left: Turn(options, -RadiansPerKey, 0); break;
            case WindowKey.Right: Turn(options, RadiansPerKey, 0); break;
        }
    }
}
