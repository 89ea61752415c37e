using System.Numerics;

namespace LivePose.Render;

/// <summary>What one pane of the picture shows. Kept and changed from frame to frame.</summary>
public sealed class View
{
    /// <summary>Where it is in the picture.</summary>
    public Pane Pane { get; set; }

    /// <summary>Colour where nothing else is, sRGB.</summary>
    public Vector3 Background { get; set; } = new(0.09f, 0.10f, 0.13f);

    /// <summary>Where the video frame lies; null shows no video.</summary>
    public FrameFit? Video { get; set; }

    /// <summary>Brightness of the video, in [0, 1].</summary>
    public float VideoBrightness { get; set; } = 1;

    /// <summary>Who looks at the bodies and the floor.</summary>
    public SceneCamera Camera { get; set; }

    /// <summary>True when the bodies are drawn.</summary>
    public bool Bodies { get; set; }

    /// <summary>Factor on the opacity of the bodies' skin, in [0, 1].</summary>
    public float BodyOpacity { get; set; } = 1;

    /// <summary>The floor; null draws none.</summary>
    public GroundPlane? Ground { get; set; }

    /// <summary>Flat shapes on top of everything, pane px.</summary>
    public MarkList Marks { get; } = new();
}
