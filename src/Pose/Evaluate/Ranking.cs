using System.Runtime.InteropServices;

namespace LivePose.Pose.Evaluate;

/// <summary>All detections of an evaluation in the order of falling score, and the precision that this order earns.</summary>
internal sealed class Ranking
{
    /// <summary>numpy.spacing(1): makes 0 / 0 a 0.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    private readonly ImageMatches[] _images;
    private readonly int[] _image;
    private readonly int[] _place;

    /// <summary>Ranks; equal scores keep the order of images and of detections within them.</summary>
    /// <param name="images">By rising image id.</param>
    /// <param name="scores">Score of every detection of the results.</param>
    public Ranking(ImageMatches[] images, double[] scores)
    {
        _images = images;
        int count = images.Sum(image => image.Poses.Length);
        _image = new int[count];
        _place = new int[count];
        (double Score, int Order)[] keys = new (double, int)[count];
        int[] image = new int[count], place = new int[count];
        int next = 0;
        for (int i = 0; i < images.Length; i++)
        {
            for (int d = 0; d < images[i].Poses.Length; d++, next++)
            {
                keys[next] = (-scores[images[i].Poses[d]], next);
                image[next] = i;
                place[next] = d;
            }
        }

        Array.Sort(keys);
        for (int n = 0; n < count; n++)
        {
            _image[n] = image[keys[n].Order];
            _place[n] = place[keys[n].Order];
        }
    }

    /// <summary>A result with nothing in it: -1 everywhere.</summary>
    public static PrecisionRecall Empty()
    {
        double[,] precision = new double[CocoThresholds.Oks.Length, CocoThresholds.Recall.Length];
        double[] recall = new double[CocoThresholds.Oks.Length];
        MemoryMarshal.CreateSpan(ref precision[0, 0], precision.Length).Fill(-1);
        Array.Fill(recall, -1);
        return new PrecisionRecall(precision, recall);
    }

    /// <summary>Fills one row of an area range's result: interpolated precision at 101 recalls, and the largest recall.</summary>
    public void Accumulate(int area, int threshold, PrecisionRecall result)
    {
        int people = _images.Sum(image => image.CountedPeople[area]);
        if (people == 0)
        {
            return;
        }

        double[] precision = new double[_image.Length], recall = new double[_image.Length];
        int matched = 0, missed = 0;
        for (int n = 0; n < precision.Length; n++)
        {
            ImageMatches.Outcome outcome = _images[_image[n]].Outcomes(area, threshold)[_place[n]];
            matched += outcome == ImageMatches.Outcome.Matched ? 1 : 0;
            missed += outcome == ImageMatches.Outcome.Missed ? 1 : 0;
            recall[n] = (double)matched / people;
            precision[n] = matched / (missed + matched + Epsilon);
        }

        for (int n = precision.Length - 1; n > 0; n--)
        {
            precision[n - 1] = Math.Max(precision[n - 1], precision[n]);
        }

        result.Recall[threshold] = recall.Length > 0 ? recall[^1] : 0;
        for (int r = 0, n = 0; r < CocoThresholds.Recall.Length; r++)
        {
            while (n < recall.Length && recall[n] < CocoThresholds.Recall[r])
            {
                n++;
            }

            result.Precision[threshold, r] = n < precision.Length ? precision[n] : 0;
        }
    }
}
