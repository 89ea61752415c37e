using System.Numerics;
using System.Numerics.Tensors;

namespace LivePose.Fitting.Arrays;

/// <summary>An n-dimensional array as NumPy files hold it: native byte order, C (row-major) order, immutable shape.</summary>
public sealed class NdArray
{
    private readonly Array _data;

    internal NdArray(ElementType elementType, Array data, int[] shape)
    {
        ElementType = elementType;
        _data = data;
        Shape = shape;
    }

    /// <summary>What the elements are.</summary>
    public ElementType ElementType { get; }

    /// <summary>Size along each axis; empty for a 0-d array.</summary>
    public int[] Shape { get; }

    /// <summary>Number of elements, 1 for a 0-d array.</summary>
    public int Count => _data.Length;

    /// <summary>The shape for messages, for example <c>[24, 3]</c>.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>Wraps values in C order; the array is not copied.</summary>
    /// <typeparam name="T">One of the types that <see cref="ElementType"/> names.</typeparam>
    /// <param name="data">As many values as the shape has elements.</param>
    /// <param name="shape">Size along each axis; none for a 0-d array.</param>
    /// <exception cref="ArgumentException">The count does not fit the shape or the type is not supported.</exception>
    public static NdArray Create<T>(T[] data, params int[] shape)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        if (count != data.Length)
        {
            throw new ArgumentException($"{data.Length} values do not fill an array of shape [{string.Join(", ", shape)}].", nameof(data));
        }

        return new NdArray(ArrayType.ElementTypeOf(typeof(T)), data, shape);
    }

    /// <summary>A 0-d array with one text.</summary>
    public static NdArray FromText(string text) => Create([text]);

    /// <summary>True when the array has exactly this shape; -1 stands for any size.</summary>
    public bool HasShape(params ReadOnlySpan<int> shape)
    {
        if (shape.Length != Shape.Length)
        {
            return false;
        }

        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] >= 0 && shape[axis] != Shape[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The elements themselves, in C order.</summary>
    /// <exception cref="InvalidCastException">The elements are of another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() => (T[])_data;

    /// <summary>A converted copy, in C order.</summary>
    /// <exception cref="InvalidDataException">The elements are not numbers.</exception>
    public double[] ToDoubles() => Convert<double>();

    /// <summary>A converted copy, in C order.</summary>
    /// <exception cref="InvalidDataException">The elements are not numbers.</exception>
    public float[] ToSingles() => Convert<float>();

    /// <summary>A converted copy, in C order.</summary>
    /// <exception cref="InvalidDataException">An element is not a whole number in the range of <see cref="int"/>.</exception>
    public int[] ToInt32s()
    {
        double[] values = ToDoubles();
        int[] result = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = (int)values[i];
            if (result[i] != values[i])
            {
                throw new InvalidDataException($"An index array holds {values[i]}, which is not a 32-bit whole number.");
            }
        }

        return result;
    }

    /// <summary>The single text of a 0-d or one-element text array, or null.</summary>
    public string? ToText() => _data is string[] { Length: 1 } texts ? texts[0] : null;

    private T[] Convert<T>()
        where T : INumberBase<T> => _data switch
        {
            T[] same => (T[])same.Clone(),
            double[] a => Convert<double, T>(a),
            float[] a => Convert<float, T>(a),
            Half[] a => Convert<Half, T>(a),
            sbyte[] a when ElementType == ElementType.Int8 => Convert<sbyte, T>(a),
            byte[] a => Convert<byte, T>(a),
            short[] a when ElementType == ElementType.Int16 => Convert<short, T>(a),
            ushort[] a => Convert<ushort, T>(a),
            int[] a when ElementType == ElementType.Int32 => Convert<int, T>(a),
            uint[] a => Convert<uint, T>(a),
            long[] a when ElementType == ElementType.Int64 => Convert<long, T>(a),
            ulong[] a => Convert<ulong, T>(a),
            bool[] a => Array.ConvertAll(a, value => value ? T.One : T.Zero),
            _ => throw new InvalidDataException($"An array of {ElementType} was found where numbers were expected."),
        };

    private static TTo[] Convert<TFrom, TTo>(TFrom[] source)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        TTo[] result = new TTo[source.Length];
        TensorPrimitives.ConvertTruncating<TFrom, TTo>(source, result);
        return result;
    }
}
