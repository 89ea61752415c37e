namespace LivePose.Pose.Evaluate;

/// <summary>Annotations in COCO's layout: one object with <c>images</c>, <c>annotations</c> and <c>categories</c>, in any order.</summary>
/// <remarks>
/// One category is evaluated: the first that lists keypoints, else the first; annotations of others are left out. Read of an
/// annotation: <c>id</c>, <c>image_id</c>, <c>category_id</c>, <c>bbox</c>, <c>area</c>, <c>iscrowd</c>,
/// <c>num_keypoints</c> (counted when absent), <c>keypoints</c> and, for COCO-WholeBody, <c>foot_kpts</c>, <c>face_kpts</c>,
/// <c>lefthand_kpts</c> and <c>righthand_kpts</c>.
/// </remarks>
internal sealed class CocoReader(string name)
{
    private static readonly string[] PartNames = ["keypoints", "foot_kpts", "face_kpts", "lefthand_kpts", "righthand_kpts"];

    private readonly List<AnnotatedImage> _images = [];
    private readonly List<Entry> _entries = [];
    private readonly List<double> _numbers = [];
    private long? _category;
    private bool _categoryHasKeypoints;
    private bool _sawAnnotations;

    public GroundTruth Read(ref JsonCursor cursor)
    {
        while (cursor.NextProperty())
        {
            if (cursor.Is("images"u8))
            {
                ReadImages(ref cursor);
            }
            else if (cursor.Is("annotations"u8))
            {
                ReadAnnotations(ref cursor);
            }
            else if (cursor.Is("categories"u8))
            {
                ReadCategories(ref cursor);
            }
            else
            {
                cursor.Skip();
            }

            cursor.Entity = "";
        }

        if (!_sawAnnotations)
        {
            throw cursor.Fail("has no 'annotations'; is it an annotation file in COCO's layout?");
        }

        return Assemble();
    }

    private void ReadImages(ref JsonCursor cursor)
    {
        cursor.EnterList("images");
        for (int i = 0; cursor.NextObject("image", i); i++)
        {
            long? id = null;
            string fileName = "";
            double crowdIndex = double.NaN;
            while (cursor.NextProperty())
            {
                if (cursor.Is("id"u8))
                {
                    cursor.Id = id = cursor.Int64("id");
                }
                else if (cursor.Is("file_name"u8))
                {
                    fileName = cursor.String("file_name");
                }
                else if (cursor.Is("crowdIndex"u8))
                {
                    crowdIndex = cursor.Double("crowdIndex");
                }
                else
                {
                    cursor.Skip();
                }
            }

            _images.Add(new AnnotatedImage(id ?? throw cursor.Fail("has no 'id'"), fileName, crowdIndex));
        }
    }

    private void ReadCategories(ref JsonCursor cursor)
    {
        cursor.EnterList("categories");
        for (int i = 0; cursor.NextObject("category", i); i++)
        {
            long? id = null;
            bool keypoints = false;
            while (cursor.NextProperty())
            {
                if (cursor.Is("id"u8))
                {
                    cursor.Id = id = cursor.Int64("id");
                }
                else
                {
                    keypoints |= cursor.Is("keypoints"u8);
                    cursor.Skip();
                }
            }

            if (_category is null || (keypoints && !_categoryHasKeypoints))
            {
                _category = id ?? throw cursor.Fail("has no 'id'");
                _categoryHasKeypoints = keypoints;
            }
        }
    }

    private void ReadAnnotations(ref JsonCursor cursor)
    {
        _sawAnnotations = true;
        cursor.EnterList("annotations");
        for (int i = 0; cursor.NextObject("annotation", i); i++)
        {
            Entry entry = new();
            while (cursor.NextProperty())
            {
                ReadAnnotationProperty(ref cursor, entry);
            }

            _entries.Add(entry.Id is null ? throw cursor.Fail("has no 'id'") : entry);
        }
    }

    private void ReadAnnotationProperty(ref JsonCursor cursor, Entry entry)
    {
        for (int p = 0; p < PartNames.Length; p++)
        {
            if (cursor.Is(PartUtf8(p)))
            {
                entry.Parts[p] = Numbers(ref cursor, PartNames[p]);
                return;
            }
        }

        if (cursor.Is("id"u8))
        {
            cursor.Id = entry.Id = cursor.Int64("id");
        }
        else if (cursor.Is("image_id"u8))
        {
            entry.ImageId = cursor.Int64("image_id");
        }
        else if (cursor.Is("category_id"u8))
        {
            entry.Category = cursor.Int64("category_id");
        }
        else if (cursor.Is("area"u8))
        {
            entry.Area = cursor.Double("area");
        }
        else if (cursor.Is("iscrowd"u8))
        {
            entry.IsCrowd = cursor.Flag("iscrowd");
        }
        else if (cursor.Is("num_keypoints"u8))
        {
            entry.KeypointCount = cursor.Int64("num_keypoints");
        }
        else if (cursor.Is("bbox"u8))
        {
            double[] box = Numbers(ref cursor, "bbox");
            entry.Box = box.Length == 4 ? new(box[0], box[1], box[2], box[3]) : throw cursor.Fail($"'bbox' has {box.Length} numbers; it must have 4");
        }
        else
        {
            cursor.Skip();
        }
    }

    private double[] Numbers(ref JsonCursor cursor, string what)
    {
        _numbers.Clear();
        cursor.Doubles(what, _numbers);
        return [.. _numbers];
    }

    private GroundTruth Assemble()
    {
        _entries.RemoveAll(entry => _category is long category && entry.Category is long own && own != category);
        if (_entries.Count == 0)
        {
            throw new InvalidDataException($"{name}: holds no annotation of a person; nothing can be evaluated.");
        }

        bool wholeBody = _entries.Exists(entry => entry.Parts.AsSpan(1).ContainsAnyExcept((double[]?)null));
        KeypointSet set = SetOf(_entries[0], wholeBody);
        EvaluationProtocol protocol = wholeBody ? EvaluationProtocol.WholeBody
            : set == KeypointSets.CrowdPose14 ? EvaluationProtocol.CrowdPose : EvaluationProtocol.Coco;
        return new GroundTruth(name, set, protocol, _images, [.. _entries.Select(entry => Person(entry, set, wholeBody))]) { CategoryId = _category };
    }

    private KeypointSet SetOf(Entry first, bool wholeBody)
    {
        int numbers = Joined(first, wholeBody).Length;
        return numbers switch
        {
            3 * 17 => KeypointSets.Coco17,
            3 * 14 => KeypointSets.CrowdPose14,
            3 * 16 => KeypointSets.Mpii16,
            3 * 26 => KeypointSets.Halpe26,
            3 * 133 => KeypointSets.CocoWholeBody133,
            _ => throw new InvalidDataException(
                $"{name}: annotation {first.Id} has {numbers} keypoint numbers; known are 51 (COCO, 17 keypoints), 42 (CrowdPose, 14), 48 (MPII, 16), 78 (Halpe, 26) and 399 (COCO-WholeBody, 133)."),
        };
    }

    private AnnotatedPerson Person(Entry entry, KeypointSet set, bool wholeBody)
    {
        double[] keypoints = Joined(entry, wholeBody);
        if (keypoints.Length != 3 * set.Count)
        {
            throw new InvalidDataException(
                $"{name}: annotation {entry.Id} has {keypoints.Length} keypoint numbers, but the first one has {3 * set.Count}; all must agree.");
        }

        int body = set.Parts[0].Count;
        AnnotatedPerson person = new()
        {
            Id = entry.Id!.Value,
            ImageId = entry.ImageId ?? throw Missing(entry, "image_id"),
            Keypoints = keypoints,
            Box = entry.Box ?? throw Missing(entry, "bbox"),
            Area = set == KeypointSets.CrowdPose14 ? double.NaN : entry.Area ?? throw Missing(entry, "area"),
            IsCrowd = entry.IsCrowd,
        };
        return person with { KeypointCount = (int)Math.Clamp(entry.KeypointCount ?? person.CountLabelled(0, body), 0, int.MaxValue) };
    }

    private double[] Joined(Entry entry, bool wholeBody)
    {
        int parts = wholeBody ? PartNames.Length : 1;
        for (int p = 0; p < parts; p++)
        {
            if (entry.Parts[p] is null)
            {
                throw Missing(entry, PartNames[p]);
            }
        }

        return parts == 1 ? entry.Parts[0]! : [.. entry.Parts.SelectMany(part => part!)];
    }

    private InvalidDataException Missing(Entry entry, string what) => new($"{name}: annotation {entry.Id} has no '{what}'.");

    private static ReadOnlySpan<byte> PartUtf8(int part) => part switch
    {
        0 => "keypoints"u8,
        1 => "foot_kpts"u8,
        2 => "face_kpts"u8,
        3 => "lefthand_kpts"u8,
        _ => "righthand_kpts"u8,
    };

    /// <summary>An annotation as read, before the file's other lists are known.</summary>
    private sealed class Entry
    {
        public long? Id { get; set; }
        public long? ImageId { get; set; }
        public long? Category { get; set; }
        public double? Area { get; set; }
        public bool IsCrowd { get; set; }
        public long? KeypointCount { get; set; }
        public AnnotationBox? Box { get; set; }
        public double[]?[] Parts { get; } = new double[]?[PartNames.Length];
    }
}
