namespace LivePose;

/// <summary>One picture and all that the pipeline found in it. Pooled inside a <see cref="FrameBatch"/> and reused.</summary>
/// <remarks>Not thread-safe: whoever owns the batch owns its frames.</remarks>
public sealed class Frame
{
    private readonly Person[] _people;
    private readonly Keypoint[] _keypoints;
    private byte[] _pixels = [];

    internal Frame(FrameLayout layout)
    {
        Layout = layout;
        _people = new Person[layout.MaxPeople];
        _keypoints = new Keypoint[layout.MaxPeople * layout.KeypointCount];
    }

    /// <summary>Capacity of the people buffers.</summary>
    public FrameLayout Layout { get; }

    /// <summary>Identity and clock.</summary>
    public FrameStamp Stamp { get; set; }

    /// <summary>Columns, px.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, px.</summary>
    public int Height { get; private set; }

    /// <summary>The picture; borrowed, valid until the batch is returned or the frame is resized.</summary>
    public BgrImage Image => new(_pixels, Width, Height, 3 * Width);

    /// <summary>Number of people in use, 0 to <see cref="FrameLayout.MaxPeople"/>.</summary>
    public int PeopleCount { get; private set; }

    /// <summary>The people of this frame, shape [<see cref="PeopleCount"/>].</summary>
    public Span<Person> People => _people.AsSpan(0, PeopleCount);

    /// <summary>Keypoints of one person, shape [K], frame pixels.</summary>
    public Span<Keypoint> Keypoints(int person) =>
        _keypoints.AsSpan(person * Layout.KeypointCount, Layout.KeypointCount);

    /// <summary>Sets the picture's size and gives its bytes for writing: BGR24, row-major, no padding, length 3 * width * height.</summary>
    /// <remarks>
    /// The array lies on the pinned heap, so a decoder may keep its address; it is replaced (once per growth) only when a
    /// larger picture arrives, and the content is undefined afterwards.
    /// </remarks>
    public Memory<byte> Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        int bytes = checked(3 * width * height);
        if (_pixels.Length < bytes)
        {
            _pixels = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        }

        Width = width;
        Height = height;
        return _pixels.AsMemory(0, bytes);
    }

    /// <summary>Adds a person and clears its keypoints.</summary>
    /// <returns>False, with nothing changed, when the frame is full.</returns>
    public bool TryAdd(Person person)
    {
        if (PeopleCount == Layout.MaxPeople)
        {
            return false;
        }

        _people[PeopleCount] = person;
        Keypoints(PeopleCount).Clear();
        PeopleCount++;
        return true;
    }

    /// <summary>Removes every person.</summary>
    public void ClearPeople() => PeopleCount = 0;

    /// <summary>Removes one person; the later ones move up, order kept.</summary>
    public void RemovePerson(int person)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(person);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(person, PeopleCount);
        _people.AsSpan(person + 1, PeopleCount - person - 1).CopyTo(_people.AsSpan(person));
        int k = Layout.KeypointCount;
        _keypoints.AsSpan((person + 1) * k, (PeopleCount - person - 1) * k).CopyTo(_keypoints.AsSpan(person * k));
        PeopleCount--;
    }
}
