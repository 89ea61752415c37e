using System.Runtime.InteropServices;
using Outcome = LivePose.Pose.Evaluate.ImageMatches.Outcome;

namespace LivePose.Pose.Evaluate;

/// <summary>All detections of an evaluation in the order of falling score, and the precision that this order earns.</summary>
internal sealed class Ranking
{
    /// <summary>numpy.spacing(1): makes 0 / 0 a 0.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    private readonly int[] _order;

    /// <summary>Ranks; equal scores keep the order in which they are given.</summary>
    /// <param name="scores">Scores of the detections, by rising image id.</param>
    public Ranking(double[] scores)
    {
        (double Score, int Order)[] keys = [.. scores.Select((score, i) => (-score, i))];
        Array.Sort(keys, static (a, b) => a.Score.CompareTo(b.Score) is int order and not 0 ? order : a.Order.CompareTo(b.Order));
        _order = Array.ConvertAll(keys, key => key.Order);
    }

    /// <summary>Rows of outcomes: one for each area range and OKS threshold.</summary>
    public static int RowCount => CocoThresholds.Areas.Length * CocoThresholds.Oks.Length;

    /// <summary>Row of an area range and a threshold.</summary>
    public static int Row(int area, int threshold) => (area * CocoThresholds.Oks.Length) + threshold;

    /// <summary>A result with nothing in it: -1 everywhere.</summary>
    public static PrecisionRecall Empty()
    {
        double[,] precision = new double[CocoThresholds.Oks.Length, CocoThresholds.Recall.Length];
        double[] recall = new double[CocoThresholds.Oks.Length];
        MemoryMarshal.CreateSpan(ref precision[0, 0], precision.Length).Fill(-1);
        Array.Fill(recall, -1);
        return new PrecisionRecall(precision, recall);
    }

    /// <summary>Fills one threshold of a result: interpolated precision at 101 recalls, and the largest recall.</summary>
    /// <param name="outcomes">What became of each detection, in the order of the scores given.</param>
    /// <param name="people">People that count.</param>
    /// <param name="threshold">Index of the OKS threshold.</param>
    /// <param name="result">The result; left at -1 when no people count.</param>
    public void Accumulate(Outcome[] outcomes, int people, int threshold, PrecisionRecall result)
    {
        if (people == 0)
        {
            return;
        }

        double[] precision = new double[_order.Length];
        int[] found = new int[_order.Length];
        int matched = 0, missed = 0;
        for (int n = 0; n < precision.Length; n++)
        {
            Outcome outcome = outcomes[_order[n]];
            matched += outcome == Outcome.Matched ? 1 : 0;
            missed += outcome == Outcome.Missed ? 1 : 0;
            found[n] = matched;
            precision[n] = matched / (missed + matched + Epsilon);
        }

        for (int n = precision.Length - 1; n > 0; n--)
        {
            precision[n - 1] = Math.Max(precision[n - 1], precision[n]);
        }

        result.Recall[threshold] = (double)matched / people;
        for (int r = 0, n = 0; r < CocoThresholds.Recall.Length; r++)
        {
            while (n < found.Length && (double)found[n] / people < CocoThresholds.Recall[r])
            {
                n++;
            }

            result.Precision[threshold, r] = n < precision.Length ? precision[n] : 0;
        }
    }
}
