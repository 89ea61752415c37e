namespace LivePose.Pose.Onnx;

/// <summary>The image tensor that a network takes: x = (pixel - mean) / std, pixel in [0, 255].</summary>
public sealed record ModelInput
{
    /// <summary>Name of the graph's input.</summary>
    public required string Name { get; init; }

    /// <summary>Columns, px.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, px.</summary>
    public required int Height { get; init; }

    /// <summary>Order of the dimensions.</summary>
    public required InputLayout Layout { get; init; }

    /// <summary>Type of one number.</summary>
    public required InputElement Element { get; init; }

    /// <summary>Order of the channels, and of <see cref="Mean"/> and <see cref="Std"/>.</summary>
    public required ColorOrder Color { get; init; }

    /// <summary>Subtracted from each channel, on the scale 0 to 255, shape [3].</summary>
    public required float[] Mean { get; init; }

    /// <summary>Divides each channel after the mean is gone, on the scale 0 to 255, shape [3].</summary>
    public required float[] Std { get; init; }

    /// <summary>Pixel value of all channels outside the picture, [0, 255].</summary>
    public required float Pad { get; init; }

    /// <summary>How a region is brought to this size.</summary>
    public required InputFit Fit { get; init; }

    /// <summary>Numbers of one sample: 3 · width · height.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int SampleLength => checked(3 * Width * Height);
}
