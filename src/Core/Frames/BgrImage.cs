namespace LivePose;

/// <summary>A borrowed view of an 8-bit colour image: rows of B, G, R bytes.</summary>
/// <remarks>Valid only while the owner of the pixels keeps them; it cannot leave the stack.</remarks>
public readonly ref struct BgrImage
{
    /// <summary>Wraps existing pixels without copying.</summary>
    /// <param name="pixels">At least <c>(height - 1) * stride + 3 * width</c> bytes.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="stride">Bytes from one row to the next, at least <c>3 * width</c>.</param>
    /// <exception cref="ArgumentException">The span is too short for the size.</exception>
    public BgrImage(ReadOnlySpan<byte> pixels, int width, int height, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 3 * width);
        if (pixels.Length < ((long)(height - 1) * stride) + (3L * width))
        {
            throw new ArgumentException($"{pixels.Length} bytes cannot hold a {width}x{height} image with stride {stride}.", nameof(pixels));
        }

        Pixels = pixels;
        Width = width;
        Height = height;
        Stride = stride;
    }

    /// <summary>All bytes, row-major.</summary>
    public ReadOnlySpan<byte> Pixels { get; }

    /// <summary>Columns, px.</summary>
    public int Width { get; }

    /// <summary>Rows, px.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The 3 * <see cref="Width"/> bytes of row <paramref name="y"/>.</summary>
    public ReadOnlySpan<byte> Row(int y) => Pixels.Slice(y * Stride, 3 * Width);
}
