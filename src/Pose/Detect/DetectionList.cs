using LivePose.Pose.Crop;

namespace LivePose.Pose.Detect;

/// <summary>Detections of one picture in a buffer that is allocated once.</summary>
public sealed class DetectionList
{
    /// <summary>A total order, so that what is kept does not depend on the order in which detections came.</summary>
    private static readonly Comparison<Detection> HighestFirst = static (a, b) =>
        (-a.Score, a.Box.X, a.Box.Y, a.Box.Width, a.Box.Height).CompareTo((-b.Score, b.Box.X, b.Box.Y, b.Box.Width, b.Box.Height));

    private readonly Detection[] _items;

    /// <summary>Allocates the buffer.</summary>
    /// <param name="capacity">Most detections held at once, candidates before suppression included.</param>
    public DetectionList(int capacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _items = new Detection[capacity];
    }

    /// <summary>Detections in use.</summary>
    public int Count { get; private set; }

    /// <summary>The detections.</summary>
    public Span<Detection> Items => _items.AsSpan(0, Count);

    /// <summary>Removes all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a detection; a full list keeps the higher scores. Boxes that are empty and numbers that are not finite are left out.</summary>
    public void Add(Box box, float score)
    {
        if (!(CropTransform.IsUsable(box) && float.IsFinite(score)))
        {
            return;
        }

        Detection detection = new(box, Math.Clamp(score, 0, 1));
        if (Count < _items.Length)
        {
            _items[Count++] = detection;
            return;
        }

        int lowest = 0;
        for (int i = 1; i < Count; i++)
        {
            lowest = _items[i].Score < _items[lowest].Score ? i : lowest;
        }

        if (score > _items[lowest].Score)
        {
            _items[lowest] = detection;
        }
    }

    /// <summary>Sorts by score, highest first, and removes every box that overlaps a better one (greedy non-maximum suppression).</summary>
    /// <param name="maxIoU">Greatest intersection over union that two kept boxes may have, [0, 1].</param>
    /// <param name="maxCount">Most boxes kept.</param>
    public void Suppress(float maxIoU, int maxCount)
    {
        Items.Sort(HighestFirst);
        int kept = 0;
        for (int i = 0; i < Count && kept < maxCount; i++)
        {
            if (!OverlapsKept(_items[i].Box, kept, maxIoU))
            {
                _items[kept++] = _items[i];
            }
        }

        Count = kept;
    }

    /// <summary>Maps every box to the frame, clips it to the picture and removes those with a side that is then too short.</summary>
    /// <param name="transform">The map that made the network's input.</param>
    /// <param name="frameWidth">Columns of the frame, px.</param>
    /// <param name="frameHeight">Rows of the frame, px.</param>
    /// <param name="minSide">Shortest side kept, px.</param>
    public void ToFrame(in CropTransform transform, int frameWidth, int frameHeight, float minSide)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            Box box = transform.ToFrame(_items[i].Box).Clip(frameWidth, frameHeight);
            if (box.Width >= minSide && box.Height >= minSide)
            {
                _items[kept++] = new Detection(box, _items[i].Score);
            }
        }

        Count = kept;
    }

    private bool OverlapsKept(Box box, int kept, float maxIoU)
    {
        for (int i = 0; i < kept; i++)
        {
            if (box.IoU(_items[i].Box) > maxIoU)
            {
                return true;
            }
        }

        return false;
    }
}
