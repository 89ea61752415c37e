using System.Text.Json;

namespace LivePose.Pose.Evaluate;

/// <summary>Reads detected poses in COCO's results format: a list with one object a pose.</summary>
/// <remarks>
/// <para>Read, with K keypoints: <c>image_id</c>; <c>category_id</c> (poses of another category are left out); <c>score</c>;
/// <c>keypoints</c>, K triples (x, y, score) in px; <c>bbox</c>. COCO-WholeBody adds <c>foot_kpts</c>, <c>face_kpts</c>,
/// <c>lefthand_kpts</c>, <c>righthand_kpts</c> (or has all 133 in <c>keypoints</c>) and, as xtcocotools reads them, a score of
/// each part: <c>foot_score</c>, <c>face_score</c>, <c>lefthand_score</c>, <c>righthand_score</c>, <c>wholebody_score</c>.</para>
/// <para>LivePose's own: <c>visibility</c>, K probabilities; <c>annotation_id</c>, the annotated person that the pose was
/// estimated for (then <c>image_id</c> may be absent; MPII needs it); <c>spread</c>, K blob widths or σ in crop px;
/// <c>crop_scale</c>, crop px for each px of the picture (1 when absent); <c>second_peak</c>, K heights; <c>box_score</c>. Such a property must be on every pose or on none.</para>
/// </remarks>
public static class PoseResultsReader
{
    /// <summary>No pose of 17 keypoints is shorter; bounds the room that a file's length can ask for.</summary>
    private const int LeastBytes = 200;

    /// <summary>Reads a file against its ground truth.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The content does not fit; the sentence names the file, the entry and the cure.</exception>
    public static PoseResults Read(string path, GroundTruth truth) => Parse(Path.GetFileName(path), JsonFiles.Load(path), truth);

    /// <summary>Reads results that are already in memory.</summary>
    /// <param name="name">What messages call them.</param>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="truth">The annotations that they belong to.</param>
    /// <exception cref="InvalidDataException">The content does not fit; the sentence names the entry and the cure.</exception>
    public static PoseResults Parse(string name, ReadOnlySpan<byte> json, GroundTruth truth)
    {
        JsonCursor cursor = new(name, json);
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw cursor.Fail("is not a list of poses; COCO's results format is [{\"image_id\":…, \"keypoints\":[…], \"score\":…}, …]");
        }

        ResultColumns columns = new(truth);
        ResultEntry entry = new();
        for (int i = 0; cursor.NextObject("result", i); i++)
        {
            entry.Clear();
            while (cursor.NextProperty())
            {
                entry.ReadProperty(ref cursor);
            }

            columns.Add(ref cursor, entry);
            if (i == 0)
            {
                columns.Reserve((int)(json.Length / Math.Max(cursor.Consumed, LeastBytes)));
            }
        }

        return columns.ToResults(name);
    }
}
