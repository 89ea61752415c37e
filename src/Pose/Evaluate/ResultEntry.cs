namespace LivePose.Pose.Evaluate;

/// <summary>One pose of a results file as read; one object serves the whole file.</summary>
internal sealed class ResultEntry
{
    /// <summary>Parts in the order of COCO-WholeBody's 133; the first is all there is elsewhere.</summary>
    public static readonly string[] ListNames = ["keypoints", "foot_kpts", "face_kpts", "lefthand_kpts", "righthand_kpts", "bbox", "visibility", "spread", "second_peak"];

    /// <summary>Parts that may have a score of their own, as xtcocotools names them.</summary>
    public static readonly string[] ScoredParts = ["foot", "face", "lefthand", "righthand", "wholebody"];

    public const int PartCount = 5, Bbox = 5, Visibility = 6, Spread = 7, SecondPeak = 8;

    public long? ImageId { get; private set; }
    public long? Category { get; private set; }
    public long? AnnotationId { get; private set; }
    public double? Score { get; private set; }
    public double? BoxScore { get; private set; }
    public double? CropScale { get; private set; }
    public double?[] PartScores { get; } = new double?[ScoredParts.Length];

    /// <summary>Numbers of each list, in the order of <see cref="ListNames"/>; empty when absent.</summary>
    public List<double>[] Lists { get; } = [.. ListNames.Select(_ => new List<double>())];

    public void Clear()
    {
        ImageId = Category = AnnotationId = null;
        Score = BoxScore = CropScale = null;
        Array.Clear(PartScores);
        foreach (List<double> list in Lists)
        {
            list.Clear();
        }
    }

    public void ReadProperty(ref JsonCursor cursor)
    {
        if (cursor.Is("image_id"u8))
        {
            ImageId = cursor.Int64("image_id");
        }
        else if (cursor.Is("score"u8))
        {
            Score = cursor.Double("score");
        }
        else if (cursor.Is("category_id"u8))
        {
            Category = cursor.Int64("category_id");
        }
        else if (cursor.Is("annotation_id"u8))
        {
            AnnotationId = cursor.Int64("annotation_id");
        }
        else if (cursor.Is("box_score"u8))
        {
            BoxScore = cursor.Double("box_score");
        }
        else if (cursor.Is("crop_scale"u8))
        {
            CropScale = cursor.Double("crop_scale");
        }
        else if (!TryReadList(ref cursor) && !TryReadPartScore(ref cursor))
        {
            cursor.Skip();
        }
    }

    private bool TryReadList(ref JsonCursor cursor)
    {
        for (int i = 0; i < ListNames.Length; i++)
        {
            if (cursor.Is(ListUtf8(i)))
            {
                Lists[i].Clear();
                cursor.Doubles(ListNames[i], Lists[i]);
                return true;
            }
        }

        return false;
    }

    private bool TryReadPartScore(ref JsonCursor cursor)
    {
        for (int i = 0; i < ScoredParts.Length; i++)
        {
            if (cursor.Is(PartScoreUtf8(i)))
            {
                PartScores[i] = cursor.Double($"{ScoredParts[i]}_score");
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> ListUtf8(int list) => list switch
    {
        0 => "keypoints"u8,
        1 => "foot_kpts"u8,
        2 => "face_kpts"u8,
        3 => "lefthand_kpts"u8,
        4 => "righthand_kpts"u8,
        Bbox => "bbox"u8,
        Visibility => "visibility"u8,
        Spread => "spread"u8,
        _ => "second_peak"u8,
    };

    private static ReadOnlySpan<byte> PartScoreUtf8(int part) => part switch
    {
        0 => "foot_score"u8,
        1 => "face_score"u8,
        2 => "lefthand_score"u8,
        3 => "righthand_score"u8,
        _ => "wholebody_score"u8,
    };
}
