namespace LivePose.Pose.Onnx;

/// <summary>A constant of a graph. Exactly one of <see cref="Floats"/> and <see cref="Integers"/> is set.</summary>
public sealed record OnnxTensor
{
    private OnnxTensor(string name, long[] shape, float[]? floats, long[]? integers)
    {
        Name = name;
        Shape = shape;
        Floats = floats;
        Integers = integers;
        int length = floats?.Length ?? integers!.Length;
        if (shape.Any(d => d < 0) || shape.Aggregate(1L, (product, d) => checked(product * d)) != length)
        {
            throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(", ", shape)}] cannot hold {length} numbers.");
        }
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Dimensions; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>Row-major numbers of a tensor of floats.</summary>
    public float[]? Floats { get; }

    /// <summary>Row-major numbers of a tensor of integers.</summary>
    public long[]? Integers { get; }

    /// <summary>A tensor of 32-bit floats.</summary>
    /// <exception cref="ArgumentException">Shape and length do not agree.</exception>
    public static OnnxTensor OfFloats(string name, long[] shape, float[] values) => new(name, shape, values, null);

    /// <summary>A tensor of 64-bit integers.</summary>
    /// <exception cref="ArgumentException">Shape and length do not agree.</exception>
    public static OnnxTensor OfIntegers(string name, long[] shape, long[] values) => new(name, shape, null, values);
}
