namespace LivePose.App.Drawing;

/// <summary>Which views a picture shows, in equal cells, row by row.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Cells in a column.</param>
/// <param name="Views">One a cell.</param>
internal sealed record SceneLayout(string Name, int Columns, int Rows, params IReadOnlyList<SceneView> Views)
{
    /// <summary>Pixels of 1080p: a picture of several frames is made smaller than them side by side where it would have more.</summary>
    private const double ManyPixels = 1920 * 1080;

    /// <summary>Everything over the frame.</summary>
    public static SceneLayout Overlay { get; } = new("overlay", 1, 1, SceneView.Overlay);

    /// <summary>Over the frame, and from the side.</summary>
    public static SceneLayout SideBySide { get; } = new("side-by-side", 2, 1, SceneView.Overlay, SceneView.Side);

    /// <summary>Over the frame, from the side, from above, and the joints alone.</summary>
    public static SceneLayout Grid { get; } = new("grid", 2, 2, SceneView.Overlay, SceneView.Side, SceneView.Top, SceneView.Skeleton);

    /// <summary>What was seen, what was fitted, and the same from the side.</summary>
    public static SceneLayout Triptych { get; } = new("triptych", 3, 1, SceneView.Pose, SceneView.Body, SceneView.Side);

    /// <summary>The bodies from where the user moved the camera.</summary>
    public static SceneLayout Free { get; } = new("free", 1, 1, SceneView.Free);

    /// <summary>The 2D poses alone.</summary>
    public static SceneLayout Keypoints { get; } = new("keypoints", 1, 1, SceneView.Keypoints);

    /// <summary>Layouts for films.</summary>
    public static IReadOnlyList<SceneLayout> Films { get; } = [Overlay, SideBySide, Grid, Triptych];

    /// <summary>Every layout.</summary>
    public static IReadOnlyList<SceneLayout> All { get; } =
    [
        .. Films, new("side", 1, 1, SceneView.Side), new("top", 1, 1, SceneView.Top), Free, new("skeleton", 1, 1, SceneView.Skeleton), Keypoints,
    ];

    /// <summary>The layout of that name, or null.</summary>
    public static SceneLayout? Find(string name) => All.FirstOrDefault(layout => layout.Name == name);

    /// <summary>What remains where no bodies are fitted: views of them become one of the 2D poses alone.</summary>
    public SceneLayout WithoutBodies()
    {
        SceneView[] flat = [.. Views.Select(Flat).Distinct()];
        return new SceneLayout(Name, flat.Length, 1, flat);
    }

    /// <summary>Size of the picture: each cell has the frame's size, unless that makes more pixels than both the frame and 1080p have; even.</summary>
    /// <param name="frameWidth">Columns of the frames, px.</param>
    /// <param name="frameHeight">Rows of the frames, px.</param>
    public (int Width, int Height) SizeFor(int frameWidth, int frameHeight)
    {
        double frame = (double)frameWidth * frameHeight;
        double scale = Math.Min(1, Math.Sqrt(Math.Max(frame, ManyPixels) / (frame * Columns * Rows)));
        return Columns * Rows == 1 ? (frameWidth, frameHeight) : (Even(scale * frameWidth * Columns), Even(scale * frameHeight * Rows));
    }

    private static int Even(double size) => Math.Max(4, 2 * (int)Math.Round(size / 2));

    private static SceneView Flat(SceneView view) => view is SceneView.Overlay or SceneView.Pose or SceneView.Body ? SceneView.Pose : SceneView.Keypoints;
}
