using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>Recognises arrays among the inert values of a pickle: NumPy arrays and scalars, SciPy sparse matrices, chumpy wrappers.</summary>
/// <remarks>
/// NumPy: <c>multiarray._reconstruct</c> with its state, <c>numeric._frombuffer</c> (protocol 5), <c>multiarray.scalar</c>.
/// SciPy: <c>csc_matrix</c>, <c>csr_matrix</c> (densified). chumpy: the value <c>x</c> of a <c>Ch</c>. Lists of numbers count as 1-d arrays.
/// </remarks>
public static class PickledArrays
{
    private const long MaxDenseElements = 1 << 24;

    /// <summary>True for values that <see cref="ToArray"/> understands.</summary>
    public static bool IsArray(object? value) => value switch
    {
        long or double or bool or string => true,
        PickleRecord record => KindOf(record) != Kind.Other,
        List<object?> list => list.Count > 0 && list.TrueForAll(item => item is long or double),
        _ => false,
    };

    /// <summary>The array behind a value.</summary>
    /// <param name="value">From <see cref="PickleReader"/>.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="InvalidDataException">The value is no array or its parts do not fit together.</exception>
    public static NdArray ToArray(object? value, string name) => value switch
    {
        long number => NdArray.Create([number]),
        double number => NdArray.Create([number]),
        bool truth => NdArray.Create([truth]),
        string text => NdArray.FromText(text),
        List<object?> list when IsArray(list) => NdArray.Create([.. list.Select(item => Convert.ToDouble(item, null))], list.Count),
        PickleRecord record => FromRecord(record, name),
        _ => throw new InvalidDataException($"'{name}' is not an array but {Describe(value)}."),
    };

    /// <summary>What a value is, for messages and listings: a class name or a kind, never its content.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        PickleRecord record => $"an object of class {record.Class?.ToString() ?? "unknown"}",
        PickleGlobal global => $"the class {global}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        List<object?> list => $"a list of {list.Count}",
        Dictionary<object, object?> map => $"a dictionary of {map.Count}",
        ReadOnlyMemory<byte> bytes => $"{bytes.Length} bytes",
        string text => $"a text of {text.Length} characters",
        _ => $"a {value.GetType().Name}",
    };

    private static Kind KindOf(PickleRecord record) => record.Class switch
    {
        { Module: "numpy.core.multiarray" or "numpy._core.multiarray", Name: "_reconstruct" } => Kind.Array,
        { Module: "numpy.core.numeric" or "numpy._core.numeric", Name: "_frombuffer" } => Kind.Buffer,
        { Module: "numpy.core.multiarray" or "numpy._core.multiarray", Name: "scalar" } => Kind.Scalar,
        { Name: "csc_matrix" or "csr_matrix" or "csc_array" or "csr_array" } c when c.Module.StartsWith("scipy.sparse", StringComparison.Ordinal) => Kind.Sparse,
        { } c when c.Module.StartsWith("chumpy", StringComparison.Ordinal) => Kind.Wrapper,
        _ => Kind.Other,
    };

    private static NdArray FromRecord(PickleRecord record, string name)
    {
        switch (KindOf(record))
        {
            case Kind.Array:
                return FromState(record.State as object?[] ?? [], name);
            case Kind.Buffer when record.Arguments is [var buffer, var type, object?[] shape, string order]:
                return Decode(TypeOf(type, name), Sizes(shape, name), BytesOf(buffer, name), order == "F", name);
            case Kind.Scalar when record.Arguments is [var type, .. var rest]:
                return Decode(TypeOf(type, name), [], BytesOf(rest.Length > 0 ? rest[0] : null, name), fortran: false, name);
            case Kind.Sparse:
                return Densify(record, name);
            case Kind.Wrapper:
                return Unwrap(record, name);
            default:
                throw new InvalidDataException($"'{name}' is not an array but {Describe(record)}.");
        }
    }

    /// <summary>ndarray.__setstate__: (version, shape, dtype, is Fortran, data), without version in the oldest files.</summary>
    private static NdArray FromState(object?[] state, string name)
    {
        if (state is not [.., object?[] shape, var dtype, var fortran, var data] || fortran is not (bool or long))
        {
            throw Damaged(name, "its array state is incomplete");
        }

        ArrayType type = TypeOf(dtype, name);
        long[] sizes = Sizes(shape, name);
        bool columns = fortran is true or 1L;
        if (type.Element != ElementType.Object)
        {
            return Decode(type, sizes, BytesOf(data, name), columns, name);
        }

        int count = type.CountOf(sizes, name);
        return data is List<object?> items && items.Count == count
            ? new NdArray(ElementType.Object, columns ? FortranOrder.ToRowMajor(items.ToArray(), ToInts(sizes)) : items.ToArray(), ToInts(sizes))
            : throw Damaged(name, $"its {count} objects are not there");
    }

    private static NdArray Decode(ArrayType type, long[] sizes, ReadOnlySpan<byte> bytes, bool fortran, string name)
    {
        long needed = (long)type.CountOf(sizes, name) * type.Size;
        return bytes.Length == needed
            ? type.Decode(bytes, ToInts(sizes), fortran, name)
            : throw Damaged(name, $"its shape [{string.Join(", ", sizes)}] needs {needed} bytes and {bytes.Length} are there");
    }

    private static ArrayType TypeOf(object? value, string name)
    {
        if (value is not PickleRecord { Class: { Module: "numpy", Name: "dtype" }, Arguments: [string text, ..] } record)
        {
            throw Damaged(name, "its dtype is missing");
        }

        string order = record.State is object?[] and [_, string mark, ..] ? mark : "|";
        return ArrayType.Parse(order is "<" or ">" or "=" or "|" ? order + text : text, name);
    }

    private static ReadOnlySpan<byte> BytesOf(object? value, string name) => value switch
    {
        ReadOnlyMemory<byte> bytes => bytes.Span,
        string latin1 => Encoding.Latin1.GetBytes(latin1),
        PickleRecord { Class: { Module: "_codecs", Name: "encode" }, Arguments: [string latin1, ..] } => Encoding.Latin1.GetBytes(latin1),
        PickleRecord { Class.Name: "bytes" or "bytearray", Arguments: [] } => [],
        PickleRecord { Class.Name: "bytes" or "bytearray", Arguments: [ReadOnlyMemory<byte> bytes, ..] } => bytes.Span,
        PickleRecord { Class.Name: "bytearray", Arguments: [string latin1, ..] } => Encoding.Latin1.GetBytes(latin1),
        _ => throw Damaged(name, $"its data are {Describe(value)} instead of bytes"),
    };

    private static long[] Sizes(object?[] shape, string name) =>
        Array.ConvertAll(shape, size => size is long whole ? whole : throw Damaged(name, "its shape is not whole numbers"));

    private static int[] ToInts(long[] sizes) => Array.ConvertAll(sizes, size => (int)size);

    private static NdArray Unwrap(PickleRecord record, string name) =>
        record.State is Dictionary<object, object?> state && state.TryGetValue("x", out object? inner)
            && inner is PickleRecord array && KindOf(array) is not (Kind.Wrapper or Kind.Other)
            ? FromRecord(array, name)
            : throw new InvalidDataException($"'{name}' is {Describe(record)} without a stored value; save it again as a NumPy array.");

    private static NdArray Densify(PickleRecord record, string name)
    {
        Dictionary<object, object?> state = record.State as Dictionary<object, object?> ?? [];
        if ((state.GetValueOrDefault("_shape") ?? state.GetValueOrDefault("shape")) is not object?[] { Length: 2 } shape)
        {
            throw Damaged(name, "the shape of its sparse matrix is missing");
        }

        long[] sizes = Sizes(shape, name);
        if (sizes[0] < 0 || sizes[1] < 0 || sizes[0] > MaxDenseElements || sizes[1] > MaxDenseElements || sizes[0] * sizes[1] > MaxDenseElements)
        {
            throw new InvalidDataException($"'{name}' declares a sparse matrix of {sizes[0]} x {sizes[1]}; the limit is {MaxDenseElements} elements.");
        }

        bool byColumn = record.Class!.Name.StartsWith("csc", StringComparison.Ordinal);
        double[] data = Part("data").ToDoubles();
        int[] inner = Part("indices").ToInt32s(), start = Part("indptr").ToInt32s();
        int rows = (int)sizes[0], columns = (int)sizes[1], outers = byColumn ? columns : rows, inners = byColumn ? rows : columns;
        if (start.Length != outers + 1 || inner.Length < data.Length)
        {
            throw Damaged(name, "the index arrays of its sparse matrix do not fit its shape");
        }

        double[] dense = new double[rows * columns];
        for (int outer = 0; outer < outers; outer++)
        {
            for (int i = start[outer]; i < start[outer + 1]; i++)
            {
                if ((uint)i >= (uint)data.Length || (uint)inner[i] >= (uint)inners)
                {
                    throw Damaged(name, "an index of its sparse matrix lies outside");
                }

                dense[byColumn ? (inner[i] * columns) + outer : (outer * columns) + inner[i]] += data[i];
            }
        }

        return NdArray.Create(dense, rows, columns);

        NdArray Part(string key) => ToArray(state.GetValueOrDefault(key), $"{name}.{key}");
    }

    private static InvalidDataException Damaged(string name, string what) => new($"'{name}' is a damaged array: {what}.");

    private enum Kind
    {
        Other,
        Array,
        Buffer,
        Scalar,
        Sparse,
        Wrapper,
    }
}
