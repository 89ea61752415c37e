namespace LivePose.Fitting.Arrays;

/// <summary>The stack and memo of the pickle machine, with the limits that keep a hostile file small.</summary>
internal sealed class PickleStack(string name)
{
    /// <summary>Deepest nesting of containers; real body files need about 10.</summary>
    public const int MaxDepth = 200;

    /// <summary>Most values pushed; real files push a few thousand.</summary>
    public const int MaxValues = 1_000_000;

    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private readonly Dictionary<object, int> _depths = new(ReferenceEqualityComparer.Instance);
    private int _pushed;

    public int MemoCount => _memo.Count;

    private int Floor => _marks.TryPeek(out int mark) ? mark : 0;

    public void Push(object? value)
    {
        if (++_pushed > MaxValues)
        {
            throw new InvalidDataException($"'{name}' holds more than {MaxValues} values; no body or motion file needs so many.");
        }

        _values.Add(value);
    }

    public object? Pop()
    {
        object? value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object? Peek() => _values.Count > Floor ? _values[^1] : throw Damaged("a value is missing");

    public T Pop<T>(string expected) => Pop() is T value ? value : throw Damaged($"{expected} is missing");

    public T Peek<T>(string expected) => Peek() is T value ? value : throw Damaged($"{expected} is missing");

    public void Mark()
    {
        if (_marks.Count >= MaxValues)
        {
            throw Damaged("it opens too many groups");
        }

        _marks.Push(_values.Count);
    }

    /// <summary>Removes the values above the newest mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (!_marks.TryPop(out int mark))
        {
            throw Damaged("a group was never opened");
        }

        object?[] items = [.. _values.Skip(mark)];
        _values.RemoveRange(mark, _values.Count - mark);
        return items;
    }

    /// <summary>POP removes a mark when no value lies above it.</summary>
    public void PopValueOrMark()
    {
        if (_values.Count == Floor && _marks.Count > 0)
        {
            _marks.Pop();
        }
        else
        {
            Pop();
        }
    }

    public void Remember(long index, object? value) => _memo[index] = value;

    public object? Recall(long index) => _memo.TryGetValue(index, out object? value) ? value : throw Damaged($"memo {index} was never set");

    /// <summary>Counts how deep containers lie inside each other and refuses a tower of them.</summary>
    /// <remarks>Nothing here walks values recursively; the limit protects those who print or copy them.</remarks>
    public void Nest(object container, ReadOnlySpan<object?> children)
    {
        int depth = _depths.GetValueOrDefault(container, 1);
        foreach (object? child in children)
        {
            if (child is not null and not string && _depths.TryGetValue(child, out int inner))
            {
                depth = Math.Max(depth, inner + 1);
            }
        }

        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"'{name}' nests values more than {MaxDepth} deep; no body or motion file does.");
        }

        _depths[container] = depth;
    }

    public InvalidDataException Damaged(string what) => new($"'{name}' is not a readable pickle: {what}; the file is damaged or not a pickle at all.");
}
