namespace LivePose.Fitting;

/// <summary>The keypoints of one person over a clip, frame by frame without holes: a frame in which the person was not seen is empty.</summary>
public sealed class PoseSequence
{
    private readonly List<Keypoint[]> _keypoints = [];
    private readonly List<double> _areas = [];
    private readonly Keypoint[] _empty;

    /// <summary>An empty clip.</summary>
    /// <param name="set">The keypoints.</param>
    /// <param name="camera">The camera; it does not move.</param>
    /// <param name="framesPerSecond">Rate of the frames, positive.</param>
    public PoseSequence(KeypointSet set, PinholeCamera camera, double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        Set = set;
        Camera = camera;
        FramesPerSecond = framesPerSecond;
        _empty = new Keypoint[set.Count];
    }

    /// <summary>The keypoints' names.</summary>
    public KeypointSet Set { get; }

    /// <summary>The camera.</summary>
    public PinholeCamera Camera { get; }

    /// <summary>Frames per second.</summary>
    public double FramesPerSecond { get; }

    /// <summary>T.</summary>
    public int Count => _keypoints.Count;

    /// <summary>Keypoints of a frame, shape [K].</summary>
    public ReadOnlySpan<Keypoint> Keypoints(int frame) => _keypoints[frame];

    /// <summary>Area of the person in a frame, px²; 0 where it was not seen.</summary>
    public double Area(int frame) => _areas[frame];

    /// <summary>Adds a frame in which the person was seen.</summary>
    /// <exception cref="ArgumentException">The number of keypoints is not the set's.</exception>
    public void Add(ReadOnlySpan<Keypoint> keypoints, double area)
    {
        if (keypoints.Length != Set.Count)
        {
            throw new ArgumentException($"{keypoints.Length} keypoints were given for set '{Set.Id}' of {Set.Count}.", nameof(keypoints));
        }

        _keypoints.Add(keypoints.ToArray());
        _areas.Add(area);
    }

    /// <summary>Adds a frame in which the person was not seen.</summary>
    public void AddGap()
    {
        _keypoints.Add(_empty);
        _areas.Add(0);
    }
}
