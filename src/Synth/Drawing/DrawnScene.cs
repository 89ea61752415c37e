namespace LivePose.Synth.Drawing;

/// <summary>A drawn picture with what each pixel shows. Reused from scene to scene; buffers grow and never shrink.</summary>
public sealed class DrawnScene
{
    /// <summary>Label of a pixel that shows the backdrop.</summary>
    public const int Nothing = 0;

    /// <summary>Label of the first person; person i has this plus i.</summary>
    public const int FirstPerson = 1;

    /// <summary>Label of every prop.</summary>
    public const int Thing = 1000;

    /// <summary>Depth of a pixel that shows the backdrop.</summary>
    public const int Far = 65535;

    private byte[] _bgra = [];
    private ushort[] _labels = [];

    /// <summary>Columns, px.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, px.</summary>
    public int Height { get; private set; }

    /// <summary>Rows of B, G, R, A bytes from the top, without padding.</summary>
    public Span<byte> Bgra => _bgra.AsSpan(0, 4 * Width * Height);

    /// <summary>Pairs of label and depth in mm along the optical axis, rows from the top.</summary>
    public Span<ushort> Labels => _labels.AsSpan(0, 2 * Width * Height);

    /// <summary>What a pixel shows.</summary>
    public int LabelAt(int x, int y) => _labels[2 * ((y * Width) + x)];

    /// <summary>How far it is along the optical axis, mm; <see cref="Far"/> where nothing is.</summary>
    public int DepthAt(int x, int y) => _labels[(2 * ((y * Width) + x)) + 1];

    internal byte[] Pixels => _bgra;

    internal void Resize(int width, int height)
    {
        (Width, Height) = (width, height);
        if (_bgra.Length < 4 * width * height)
        {
            _bgra = new byte[4 * width * height];
            _labels = new ushort[2 * width * height];
        }
    }
}
