namespace LivePose.Fitting.Arrays;

/// <summary>An object of a pickle that Python would have made by calling something: kept as data, nothing is executed.</summary>
/// <param name="callable">What Python would have called; a <see cref="PickleGlobal"/> unless the file is odd.</param>
/// <param name="arguments">With what.</param>
public sealed class PickleRecord(object? callable, object?[] arguments)
{
    /// <summary>What Python would have called.</summary>
    public object? Callable { get; } = callable;

    /// <summary>Its positional arguments.</summary>
    public object?[] Arguments { get; } = arguments;

    /// <summary>What Python would have given to <c>__setstate__</c> or <c>__dict__</c>, or null.</summary>
    public object? State { get; internal set; }

    /// <summary>Elements appended after construction (subclasses of list or set); keys and values in turn (subclasses of dict).</summary>
    public List<object?> Items { get; } = [];

    /// <summary>The class of the object: the callable, or the class behind <c>copy_reg._reconstructor</c> of old protocols.</summary>
    public PickleGlobal? Class => Callable switch
    {
        PickleGlobal { Name: "_reconstructor" } when Arguments is [PickleGlobal inner, ..] => inner,
        PickleGlobal direct => direct,
        _ => null,
    };
}
