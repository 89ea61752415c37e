using System.Diagnostics.CodeAnalysis;

namespace LivePose.Fitting.Arrays;

/// <summary>What the elements of an <see cref="NdArray"/> are.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "NumPy's own names of its element types.")]
public enum ElementType
{
    /// <summary>NumPy <c>b1</c>, held as <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>NumPy <c>i1</c>.</summary>
    Int8,

    /// <summary>NumPy <c>u1</c>.</summary>
    UInt8,

    /// <summary>NumPy <c>i2</c>.</summary>
    Int16,

    /// <summary>NumPy <c>u2</c>.</summary>
    UInt16,

    /// <summary>NumPy <c>i4</c>.</summary>
    Int32,

    /// <summary>NumPy <c>u4</c>.</summary>
    UInt32,

    /// <summary>NumPy <c>i8</c>.</summary>
    Int64,

    /// <summary>NumPy <c>u8</c>.</summary>
    UInt64,

    /// <summary>NumPy <c>f2</c>, held as <see cref="Half"/>.</summary>
    Float16,

    /// <summary>NumPy <c>f4</c>.</summary>
    Float32,

    /// <summary>NumPy <c>f8</c>.</summary>
    Float64,

    /// <summary>NumPy <c>U</c> and <c>S</c> (bytes read as Latin-1), held as <see cref="string"/> without trailing NULs.</summary>
    Text,

    /// <summary>NumPy <c>O</c>: inert values from a pickle, held as <see cref="object"/>.</summary>
    Object,
}
