namespace LivePose.Pose.Evaluate;

/// <summary>OKS between detections and annotated people of one image, as COCO defines it.</summary>
internal sealed class OksTable
{
    /// <summary>numpy.spacing(1): keeps the quotient finite at area 0.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    private readonly double[] _variances;

    /// <param name="truth">Annotations.</param>
    /// <param name="results">Detections.</param>
    /// <param name="part">The keypoints that count.</param>
    public OksTable(GroundTruth truth, PoseResults results, EvaluatedPart part)
    {
        Truth = truth;
        Results = results;
        Part = part;
        _variances = [.. truth.Sigmas.Skip(part.Start).Take(part.Count).Select(sigma => 2 * sigma * (2 * sigma))];
    }

    /// <summary>Annotations.</summary>
    public GroundTruth Truth { get; }

    /// <summary>Detections.</summary>
    public PoseResults Results { get; }

    /// <summary>The keypoints that count.</summary>
    public EvaluatedPart Part { get; }

    /// <summary>
    /// OKS of a detection and a person: the mean keypoint OKS over the labelled keypoints. For a person without any, every
    /// keypoint's distance to the person's box, grown by its own size on each side, stands in for the error.
    /// </summary>
    public double Of(int pose, AnnotatedPerson person)
    {
        ReadOnlySpan<double> positions = Results.PositionsOf(pose).Slice(2 * Part.Start, 2 * Part.Count);
        ReadOnlySpan<double> labels = person.Keypoints.AsSpan(3 * Part.Start, 3 * Part.Count);
        double area = Truth.AreaOf(person) + Epsilon;
        double sum = 0;
        int labelled = 0;
        for (int k = 0; k < _variances.Length; k++)
        {
            if (labels[(3 * k) + 2] > 0)
            {
                double dx = positions[2 * k] - labels[3 * k], dy = positions[(2 * k) + 1] - labels[(3 * k) + 1];
                sum += Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[k] / area / 2));
                labelled++;
            }
        }

        return labelled > 0 ? sum / labelled : OfBox(positions, person.Box, area);
    }

    private double OfBox(ReadOnlySpan<double> positions, AnnotationBox box, double area)
    {
        double left = box.X - box.Width, right = box.X + (box.Width * 2);
        double top = box.Y - box.Height, bottom = box.Y + (box.Height * 2);
        double sum = 0;
        for (int k = 0; k < _variances.Length; k++)
        {
            double dx = Math.Max(0, left - positions[2 * k]) + Math.Max(0, positions[2 * k] - right);
            double dy = Math.Max(0, top - positions[(2 * k) + 1]) + Math.Max(0, positions[(2 * k) + 1] - bottom);
            sum += Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[k] / area / 2));
        }

        return sum / _variances.Length;
    }
}
