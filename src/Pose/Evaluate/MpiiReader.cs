namespace LivePose.Pose.Evaluate;

/// <summary>MPII's annotations as the JSON that training code converts them to: a list with one object a person.</summary>
/// <remarks>
/// Read: <c>joints</c>, 16 pairs (x, y) in px counted from 1 as in Matlab (1 is subtracted); <c>joints_vis</c>, 16 flags;
/// <c>image</c>, the file name; <c>head_size</c>, 0.6 times the diagonal of the head box, or <c>head_box</c>, its corners
/// (x1, y1, x2, y2), from which it is computed; optionally <c>center</c> (x, y) and <c>scale</c>, from which the person box, a square of
/// 200 · scale px, is made. A person's id is its index in the list, from 0; images are numbered from 0 by first occurrence.
/// </remarks>
internal static class MpiiReader
{
    private const int Joints = 16;

    public static GroundTruth Read(string name, ref JsonCursor cursor)
    {
        List<AnnotatedPerson> people = [];
        Dictionary<string, long> images = [];
        List<double> numbers = [];
        for (int i = 0; cursor.NextObject("person", i); i++)
        {
            Entry entry = new();
            while (cursor.NextProperty())
            {
                ReadProperty(ref cursor, entry, numbers);
            }

            string image = entry.Image ?? throw cursor.Fail("has no 'image'");
            images.TryAdd(image, images.Count);
            people.Add(Person(ref cursor, entry, i, images[image]));
        }

        if (people.Count == 0)
        {
            throw new InvalidDataException($"{name}: holds no person; nothing can be evaluated.");
        }

        return new GroundTruth(
            name, KeypointSets.Mpii16, EvaluationProtocol.Mpii, [.. images.Select(image => new AnnotatedImage(image.Value, image.Key))], people);
    }

    private static void ReadProperty(ref JsonCursor cursor, Entry entry, List<double> numbers)
    {
        if (cursor.Is("joints"u8))
        {
            entry.Joints = Numbers(ref cursor, "joints", 2 * Joints, numbers);
        }
        else if (cursor.Is("joints_vis"u8))
        {
            entry.Visible = Numbers(ref cursor, "joints_vis", Joints, numbers);
        }
        else if (cursor.Is("image"u8))
        {
            entry.Image = cursor.String("image");
        }
        else if (cursor.Is("head_size"u8))
        {
            entry.HeadSize = cursor.Double("head_size");
        }
        else if (cursor.Is("head_box"u8))
        {
            double[] box = Numbers(ref cursor, "head_box", 4, numbers);
            entry.HeadSize ??= 0.6 * Math.Sqrt(((box[2] - box[0]) * (box[2] - box[0])) + ((box[3] - box[1]) * (box[3] - box[1])));
        }
        else if (cursor.Is("center"u8))
        {
            entry.Center = Numbers(ref cursor, "center", 2, numbers);
        }
        else if (cursor.Is("scale"u8))
        {
            entry.Scale = cursor.Double("scale");
        }
        else
        {
            cursor.Skip();
        }
    }

    private static double[] Numbers(ref JsonCursor cursor, string what, int count, List<double> numbers)
    {
        numbers.Clear();
        cursor.Doubles(what, numbers);
        return numbers.Count == count ? [.. numbers] : throw cursor.Fail($"'{what}' has {numbers.Count} numbers; it must have {count}");
    }

    private static AnnotatedPerson Person(ref JsonCursor cursor, Entry entry, int index, long image)
    {
        double[] joints = entry.Joints ?? throw cursor.Fail("has no 'joints'");
        double[] visible = entry.Visible ?? throw cursor.Fail("has no 'joints_vis'");
        double[] keypoints = new double[3 * Joints];
        for (int k = 0; k < Joints; k++)
        {
            keypoints[3 * k] = joints[2 * k] - 1;
            keypoints[(3 * k) + 1] = joints[(2 * k) + 1] - 1;
            keypoints[(3 * k) + 2] = visible[k] > 0 ? 2 : 0;
        }

        double side = 200 * entry.Scale;
        AnnotationBox box = entry.Center is double[] c ? new(c[0] - 1 - (side / 2), c[1] - 1 - (side / 2), side, side) : default;
        AnnotatedPerson person = new()
        {
            Id = index,
            ImageId = image,
            Keypoints = keypoints,
            Box = box,
            HeadSize = entry.HeadSize ?? throw cursor.Fail("has neither 'head_size' nor 'head_box'; PCKh needs one of them"),
        };
        return person with { KeypointCount = person.CountLabelled(0, Joints) };
    }

    /// <summary>A person as read.</summary>
    private sealed class Entry
    {
        public double[]? Joints { get; set; }
        public double[]? Visible { get; set; }
        public string? Image { get; set; }
        public double? HeadSize { get; set; }
        public double[]? Center { get; set; }
        public double Scale { get; set; }
    }
}
