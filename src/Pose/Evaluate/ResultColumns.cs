using System.Runtime.InteropServices;

namespace LivePose.Pose.Evaluate;

/// <summary>Checks the poses of a results file one by one and gathers them into the arrays of <see cref="PoseResults"/>.</summary>
internal sealed class ResultColumns(GroundTruth truth)
{
    private readonly int _keypoints = truth.Keypoints.Count;
    private readonly int _bodyCount = truth.Keypoints.Parts[0].Count;
    private readonly List<long> _imageIds = [];
    private readonly List<double> _scores = [];
    private readonly List<double> _areas = [];
    private readonly List<double> _positions = [];
    private readonly List<double> _confidences = [];
    private readonly List<long> _annotationIds = [];
    private readonly List<double> _visibilities = [];
    private readonly List<double> _spreads = [];
    private readonly List<double> _secondPeaks = [];
    private readonly List<double> _boxScores = [];
    private readonly List<double> _cropScales = [];
    private readonly List<AnnotationBox> _boxes = [];
    private readonly List<double>[] _partScores = [.. ResultEntry.ScoredParts.Select(_ => new List<double>())];
    private readonly List<double> _joined = [];
    private bool _hasAnnotationIds;
    private bool? _areasFromBoxes;

    /// <summary>Adds the pose on which the cursor stands, unless it is of another category.</summary>
    public void Add(ref JsonCursor cursor, ResultEntry entry)
    {
        if (truth.CategoryId is long category && entry.Category is long own && own != category)
        {
            return;
        }

        ReadOnlySpan<double> keypoints = CollectionsMarshal.AsSpan(Keypoints(ref cursor, entry));
        _imageIds.Add(ImageOf(ref cursor, entry));
        _scores.Add(entry.Score ?? throw cursor.Fail("has no 'score'"));
        AddArea(ref cursor, entry, keypoints[..(3 * _bodyCount)]);
        AddKeypoints(keypoints);
        AddOptional(ref cursor, entry, ResultEntry.Visibility, _visibilities);
        AddOptional(ref cursor, entry, ResultEntry.Spread, _spreads);
        AddOptional(ref cursor, entry, ResultEntry.SecondPeak, _secondPeaks);
        AddOptional(ref cursor, entry.BoxScore, "box_score", _boxScores);
        AddOptional(ref cursor, entry.CropScale is double scale and not > 0 ? throw cursor.Fail("'crop_scale' must be positive") : entry.CropScale, "crop_scale", _cropScales);
        for (int p = 0; p < _partScores.Length; p++)
        {
            AddOptional(ref cursor, entry.PartScores[p], $"{ResultEntry.ScoredParts[p]}_score", _partScores[p]);
        }
    }

    /// <summary>Makes room for poses that are still to come, so that the large columns do not grow step by step.</summary>
    public void Reserve(int poses)
    {
        _positions.EnsureCapacity(2 * _keypoints * poses);
        _confidences.EnsureCapacity(_keypoints * poses);
    }

    /// <summary>All poses added so far.</summary>
    public PoseResults ToResults(string name) => new()
    {
        Name = name,
        KeypointCount = _keypoints,
        ImageIds = [.. _imageIds],
        Scores = [.. _scores],
        Positions = [.. _positions],
        Confidences = [.. _confidences],
        Areas = [.. _areas],
        AnnotationIds = _hasAnnotationIds ? [.. _annotationIds] : null,
        Visibilities = OrNull(_visibilities),
        Spreads = OrNull(_spreads),
        SecondPeaks = OrNull(_secondPeaks),
        BoxScores = OrNull(_boxScores),
        CropScales = OrNull(_cropScales),
        Boxes = _boxes.Count > 0 ? [.. _boxes] : null,
        PartScores = ResultEntry.ScoredParts.Zip(_partScores).Where(part => part.Second.Count > 0)
            .ToDictionary(part => part.First, part => part.Second.ToArray(), StringComparer.Ordinal),
    };

    private void AddKeypoints(ReadOnlySpan<double> keypoints)
    {
        CollectionsMarshal.SetCount(_positions, _positions.Count + (2 * _keypoints));
        CollectionsMarshal.SetCount(_confidences, _confidences.Count + _keypoints);
        Span<double> positions = CollectionsMarshal.AsSpan(_positions)[^(2 * _keypoints)..];
        Span<double> confidences = CollectionsMarshal.AsSpan(_confidences)[^_keypoints..];
        for (int k = 0; k < confidences.Length; k++)
        {
            positions[2 * k] = keypoints[3 * k];
            positions[(2 * k) + 1] = keypoints[(3 * k) + 1];
            confidences[k] = keypoints[(3 * k) + 2];
        }
    }

    private static double[]? OrNull(List<double> column) => column.Count > 0 ? [.. column] : null;

    private List<double> Keypoints(ref JsonCursor cursor, ResultEntry entry)
    {
        List<double> numbers = entry.Lists[0];
        if (numbers.Count != 3 * _keypoints && truth.Keypoints.Parts.Length > 1)
        {
            _joined.Clear();
            foreach (List<double> part in entry.Lists.AsSpan(0, ResultEntry.PartCount))
            {
                _joined.AddRange(part);
            }

            numbers = _joined;
        }

        return numbers.Count == 3 * _keypoints
            ? numbers
            : throw cursor.Fail(numbers.Count == 0
                ? "has no 'keypoints'"
                : $"has {numbers.Count} keypoint numbers; {truth.Name} needs {3 * _keypoints} ({_keypoints} keypoints with x, y, score)");
    }

    private long ImageOf(ref JsonCursor cursor, ResultEntry entry)
    {
        _annotationIds.Add(entry.AnnotationId ?? PoseResults.NoAnnotation);
        _hasAnnotationIds |= entry.AnnotationId is not null;
        long? image = entry.ImageId;
        if (entry.AnnotationId is long id)
        {
            int person = truth.IndexOfPerson(id);
            long own = person >= 0 ? truth.People[person].ImageId : throw cursor.Fail($"is for annotation {id}, which {truth.Name} does not have");
            image ??= own;
            if (image != own)
            {
                throw cursor.Fail($"is for annotation {id}, which stands in image {own}, but names image {image}");
            }
        }

        if (image is null)
        {
            throw cursor.Fail("has no 'image_id'");
        }

        return truth.IndexOfImage(image.Value) >= 0
            ? image.Value
            : throw cursor.Fail($"is for image {image}, which {truth.Name} does not list; are these results of another data set?");
    }

    private void AddArea(ref JsonCursor cursor, ResultEntry entry, scoped ReadOnlySpan<double> body)
    {
        List<double> box = entry.Lists[ResultEntry.Bbox];
        _areasFromBoxes ??= box.Count > 0;
        if (_areasFromBoxes == true)
        {
            AnnotationBox own = box.Count == 4
                ? new AnnotationBox(box[0], box[1], box[2], box[3])
                : throw cursor.Fail($"'bbox' has {box.Count} numbers; it must have 4, since the first result has them");
            _boxes.Add(own);
            _areas.Add(own.Area);
            return;
        }

        double left = body[0], right = left, top = body[1], bottom = top;
        for (int i = 3; i < body.Length; i += 3)
        {
            left = Math.Min(left, body[i]);
            right = Math.Max(right, body[i]);
            top = Math.Min(top, body[i + 1]);
            bottom = Math.Max(bottom, body[i + 1]);
        }

        _areas.Add((right - left) * (bottom - top));
    }

    private void AddOptional(ref JsonCursor cursor, ResultEntry entry, int list, List<double> column)
    {
        List<double> numbers = entry.Lists[list];
        string what = ResultEntry.ListNames[list];
        if (numbers.Count != 0 && numbers.Count != _keypoints)
        {
            throw cursor.Fail($"'{what}' has {numbers.Count} numbers; it must have {_keypoints}, one a keypoint");
        }

        bool others = _imageIds.Count == 1 ? numbers.Count > 0 : column.Count > 0;
        if (others != numbers.Count > 0)
        {
            throw Uneven(ref cursor, what, others);
        }

        column.AddRange(numbers);
    }

    private void AddOptional(ref JsonCursor cursor, double? value, string what, List<double> column)
    {
        bool others = _imageIds.Count == 1 ? value is not null : column.Count > 0;
        if (others != value is not null)
        {
            throw Uneven(ref cursor, what, others);
        }

        if (value is double number)
        {
            column.Add(number);
        }
    }

    private static InvalidDataException Uneven(ref JsonCursor cursor, string what, bool others) => cursor.Fail(others
        ? $"has no '{what}', but earlier results have it; it must be on all or none"
        : $"has '{what}', but earlier results have not; it must be on all or none");
}
