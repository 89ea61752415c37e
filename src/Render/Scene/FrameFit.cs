using System.Numerics;

namespace LivePose.Render;

/// <summary>Where a video frame lies in a pane: uniformly scaled and centred, with bars where the shapes differ.</summary>
/// <param name="Scale">Pane pixels for one frame pixel.</param>
/// <param name="Offset">Corner of the frame (not the centre of its first pixel) from the pane's corner, px.</param>
public readonly record struct FrameFit(float Scale, Vector2 Offset)
{
    /// <summary>The largest fit that shows the whole frame.</summary>
    /// <param name="frameWidth">Columns of the frame, px.</param>
    /// <param name="frameHeight">Rows of the frame, px.</param>
    /// <param name="pane">Where it is shown.</param>
    public static FrameFit Letterbox(int frameWidth, int frameHeight, Pane pane)
    {
        float scale = MathF.Min((float)pane.Width / frameWidth, (float)pane.Height / frameHeight);
        return new FrameFit(scale, new Vector2(pane.Width - (scale * frameWidth), pane.Height - (scale * frameHeight)) / 2);
    }

    /// <summary>Pane pixel of a frame pixel; in both the centre of the top-left pixel is (0, 0).</summary>
    public Vector2 ToPane(Vector2 framePixel) => ((framePixel + new Vector2(0.5f)) * Scale) + Offset - new Vector2(0.5f);
}
