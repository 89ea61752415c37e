using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Evaluate;

/// <summary>Gathers a network's readings into the arrays of <see cref="PoseResults"/>, in the annotations' keypoint order.</summary>
internal sealed class PoseColumns
{
    private readonly GroundTruth _truth;
    private readonly int[] _sources;
    private readonly List<AnnotatedPerson> _people = [];
    private readonly List<double> _scores = [];
    private readonly List<double> _positions = [];
    private readonly List<double> _confidences = [];
    private readonly List<double> _visibilities = [];
    private readonly List<double> _spreads = [];
    private readonly List<double> _secondPeaks = [];
    private readonly List<double> _cropScales = [];

    /// <exception cref="InvalidDataException">The two sets share no keypoint.</exception>
    public PoseColumns(GroundTruth truth, KeypointSet keypoints)
    {
        KeypointMapping mapping = new(keypoints, truth.Keypoints);
        if (mapping.SharedCount == 0)
        {
            throw new InvalidDataException($"{truth.Name} labels the keypoints of {truth.Keypoints.Id}, of which the network's {keypoints.Id} has none by the same name.");
        }

        _truth = truth;
        _sources = [.. mapping.Sources];
    }

    /// <summary>Adds one person's pose; its score is the mean of the keypoint scores above 0.2.</summary>
    public void Add(AnnotatedPerson person, in CropTransform transform, ReadOnlySpan<KeypointReading> readings)
    {
        Keypoint[] pose = new Keypoint[_sources.Length];
        for (int t = 0; t < _sources.Length; t++)
        {
            KeypointReading reading = _sources[t] >= 0 ? readings[_sources[t]] : default;
            (float x, float y) = reading == default ? default : transform.ToFrame(reading.X, reading.Y);
            pose[t] = new Keypoint(x, y, reading.Score, reading.Visibility);
            _positions.AddRange([x, y]);
            _confidences.Add(reading.Score);
            _visibilities.Add(reading.Visibility);
            _spreads.Add(reading.Spread);
            _secondPeaks.Add(reading.SecondPeak);
        }

        _people.Add(person);
        _scores.Add(PoseOptions.MeanOfConfident(pose, boxScore: 1));
        _cropScales.Add(1 / Math.Sqrt((double)transform.StepX * transform.StepY));
    }

    /// <summary>All poses added so far.</summary>
    public PoseResults ToResults(string name) => new()
    {
        Name = name,
        KeypointCount = _truth.Keypoints.Count,
        ImageIds = [.. _people.Select(person => person.ImageId)],
        AnnotationIds = [.. _people.Select(person => person.Id)],
        Scores = [.. _scores],
        Positions = [.. _positions],
        Confidences = [.. _confidences],
        Visibilities = [.. _visibilities],
        Spreads = [.. _spreads],
        SecondPeaks = [.. _secondPeaks],
        CropScales = [.. _cropScales],
        Boxes = [.. _people.Select(person => person.Box)],
        Areas = [.. _people.Select(person => person.Box.Area)],
    };
}
