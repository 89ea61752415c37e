using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Estimates the keypoints of every person of a batch of frames; crops of all frames share runs of the network. One for each worker.</summary>
/// <remarks>
/// A network for whole pictures looks at a frame without people as a whole and adds the person that it finds; where people's
/// boxes are known it looks at those, as any other. Allocates nothing once warm.
/// </remarks>
public sealed class PoseEstimator : IDisposable
{
    /// <summary>Growth of a box around keypoints to that of a person: hair, hands and feet reach beyond them.</summary>
    private const float BodyMargin = 1.2f;

    private readonly PoseReader _reader;
    private readonly PoseOptions _options;
    private readonly KeypointReading[] _readings;
    private readonly Crop[] _crops;
    private int _count;

    /// <summary>Makes the buffers.</summary>
    /// <param name="network">A pose network; it must outlive this object.</param>
    /// <param name="options">How readings become keypoints and people.</param>
    /// <exception cref="InvalidDataException">The network is not a pose network, or its keypoint set is not known.</exception>
    public PoseEstimator(Network network, PoseOptions? options = null)
    {
        _options = options ?? new PoseOptions();
        _reader = new PoseReader(network, _options.Detail);
        _readings = new KeypointReading[_reader.Keypoints.Count];
        _crops = new Crop[_reader.MaxBatch];
    }

    /// <summary>The keypoints that are found.</summary>
    public KeypointSet Keypoints => _reader.Keypoints;

    /// <summary>True when the network finds its person without a detector.</summary>
    public bool FindsPeople => _reader.Model.Region == PoseRegion.Image;

    /// <summary>Crops looked at so far.</summary>
    public long Crops { get; private set; }

    /// <summary>Sets the keypoints and the score of every person of the frames.</summary>
    /// <param name="frames">Frames with pictures and people's boxes.</param>
    /// <exception cref="ArgumentException">The frames' layout has another number of keypoints.</exception>
    public void Estimate(ReadOnlySpan<Frame> frames)
    {
        _count = 0;
        for (int f = 0; f < frames.Length; f++)
        {
            Frame frame = frames[f];
            if (frame.Layout.KeypointCount != Keypoints.Count)
            {
                throw new ArgumentException(
                    $"The frames have room for {frame.Layout.KeypointCount} keypoints a person; the pose network finds {Keypoints.Count} ({Keypoints.Id}).");
            }

            if (frame.PeopleCount == 0 && FindsPeople && frame.TryAdd(Person.Detected(new Box(0, 0, frame.Width, frame.Height), 1)))
            {
                Add(frames, new Crop(f, 0, _reader.WholeOf(frame.Image), IsWhole: true));
                continue;
            }

            for (int p = 0; p < frame.PeopleCount; p++)
            {
                AddPerson(frames, f, p);
            }
        }

        Flush(frames);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void AddPerson(ReadOnlySpan<Frame> frames, int frame, int person)
    {
        ref Person of = ref frames[frame].People[person];
        if (CropTransform.IsUsable(of.Box))
        {
            Add(frames, new Crop(frame, person, _reader.CropOf(of.Box), IsWhole: false));
            return;
        }

        frames[frame].Keypoints(person).Clear();
        of = of with { Score = 0 };
    }

    private void Add(ReadOnlySpan<Frame> frames, in Crop crop)
    {
        _reader.Load(frames[crop.Frame].Image, crop.Transform, _count);
        _crops[_count++] = crop;
        if (_count == _crops.Length)
        {
            Flush(frames);
        }
    }

    private void Flush(ReadOnlySpan<Frame> frames)
    {
        if (_count == 0)
        {
            return;
        }

        int count = _count;
        _count = 0;
        _reader.Run(count);
        Crops += count;
        for (int i = 0; i < count; i++)
        {
            _reader.Read(i, _readings);
            Frame frame = frames[_crops[i].Frame];
            Write(frame, _crops[i]);
            if (_crops[i].IsWhole)
            {
                Locate(frame);
            }
        }
    }

    private void Write(Frame frame, in Crop crop)
    {
        ref Person person = ref frame.People[crop.Person];
        Span<Keypoint> keypoints = frame.Keypoints(crop.Person);
        for (int k = 0; k < keypoints.Length; k++)
        {
            ref readonly KeypointReading reading = ref _readings[k];
            (float x, float y) = crop.Transform.ToFrame(reading.X, reading.Y);
            float confidence = Probability(_options.Confidence(reading, k, person.Box, crop.Transform));
            keypoints[k] = reading == default ? default : new Keypoint(x, y, confidence, reading.Visibility);
        }

        person = person with { Score = Probability(_options.Score(keypoints, person.BoxScore)) };
    }

    /// <summary>Gives the person of a whole picture the box around its confident keypoints, or removes it when there are none.</summary>
    private static void Locate(Frame frame)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        foreach (Keypoint keypoint in frame.Keypoints(0))
        {
            if (keypoint.Confidence > PoseOptions.ConfidenceThreshold)
            {
                (left, right) = (MathF.Min(left, keypoint.X), MathF.Max(right, keypoint.X));
                (top, bottom) = (MathF.Min(top, keypoint.Y), MathF.Max(bottom, keypoint.Y));
            }
        }

        Box box = Box.FromCorners(left, top, right, bottom).Scale(BodyMargin).Clip(frame.Width, frame.Height);
        if (!(right > left && bottom > top && CropTransform.IsUsable(box)))
        {
            frame.RemovePerson(0);
            return;
        }

        ref Person person = ref frame.People[0];
        person = person with { Box = box, BoxScore = person.Score };
    }

    private static float Probability(float value) => value > 0 ? MathF.Min(value, 1) : 0;

    /// <summary>Whom a place in the batch belongs to.</summary>
    private readonly record struct Crop(int Frame, int Person, CropTransform Transform, bool IsWhole);
}
