namespace LivePose.Pose.Onnx;

/// <summary>What the graph alone says of its image input.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Element">Type of its numbers.</param>
/// <param name="Layout">Order of the dimensions.</param>
/// <param name="Width">Columns, px.</param>
/// <param name="Height">Rows, px.</param>
/// <param name="OpenSize">True when the graph leaves width or height open.</param>
/// <param name="OpenBatch">True when the graph leaves the batch open.</param>
internal sealed record InputGuess(string Name, InputElement Element, InputLayout Layout, int Width, int Height, bool OpenSize, bool OpenBatch)
{
    /// <summary>Numbers of one sample.</summary>
    internal int SampleLength => 3 * Width * Height;

    /// <summary>The tensor's shape for a batch of <paramref name="samples"/>.</summary>
    internal long[] Shape(int samples) => Layout == InputLayout.Nchw ? [samples, 3, Height, Width] : [samples, Height, Width, 3];

    /// <summary>Reads it off the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="open">Width and height to take where the graph leaves them open.</param>
    /// <exception cref="InvalidDataException">The graph does not take one picture.</exception>
    internal static InputGuess Of(OnnxGraph graph, (int Width, int Height) open)
    {
        IReadOnlyList<OnnxValue> inputs = graph.Inputs;
        if (inputs.Count != 1 || inputs[0].Shape is not { Count: 4 } shape)
        {
            throw Refuse(graph, "exactly one input of four dimensions");
        }

        InputLayout layout = (shape[1].Size, shape[3].Size) switch
        {
            (3, not 3) => InputLayout.Nchw,
            (not 3, 3) => InputLayout.Nhwc,
            _ => throw Refuse(graph, "three colour channels, first [N, 3, H, W] or last [N, H, W, 3]"),
        };
        InputElement element = inputs[0].Element switch
        {
            OnnxElement.Float32 => InputElement.Float32,
            OnnxElement.UInt8 => InputElement.UInt8,
            OnnxElement.Int32 => InputElement.Int32,
            _ => throw Refuse(graph, "numbers of type float32, uint8 or int32"),
        };
        (OnnxDimension height, OnnxDimension width) = layout == InputLayout.Nchw ? (shape[2], shape[3]) : (shape[1], shape[2]);
        return new InputGuess(inputs[0].Name, element, layout, Resolve(graph, width, open.Width), Resolve(graph, height, open.Height), !width.IsFixed || !height.IsFixed, !shape[0].IsFixed);
    }

    // 8192 px bounds what a corrupt file can make us allocate: 800 MB for a sample.
    private static int Resolve(OnnxGraph graph, OnnxDimension dimension, int open) => dimension switch
    {
        { IsFixed: false } => open,
        { Size: >= 8 and <= 8192 } => (int)dimension.Size,
        _ => throw Refuse(graph, "a width and a height of 8 to 8192 pixels"),
    };

    private static InvalidDataException Refuse(OnnxGraph graph, string wanted) => new(
        $"ONNX file '{graph.Source}' takes {(graph.Inputs.Count == 0 ? "nothing" : string.Join(" and ", graph.Inputs))}; a detector or pose network takes one picture, with {wanted}: export it so.");
}
