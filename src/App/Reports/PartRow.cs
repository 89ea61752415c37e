using LivePose.Pose.Evaluate;

namespace LivePose.App.Reports;

/// <summary>One part of the pose, evaluated twice.</summary>
/// <param name="Part">Name.</param>
/// <param name="Printed">As xtcocotools prints it: ranked by the file's score of the part where there is one, else of the whole person.</param>
/// <param name="Own">Ranked by the part's own score: the file's, or made from the part's keypoints.</param>
internal sealed record PartRow(string Part, CocoSummary Printed, CocoSummary Own)
{
    /// <summary>Every part of the results, and for whole-body sets <c>hand</c>: the mean of both hands.</summary>
    public static IReadOnlyList<PartRow> All(GroundTruth truth, PoseResults results)
    {
        IReadOnlyList<EvaluatedPart> parts = EvaluatedPart.Of(truth.Keypoints);
        PoseResults own = PartScores.Add(results, parts);
        List<PartRow> rows =
        [
            .. parts.Select(part => new PartRow(
                part.Name, CocoEvaluation.Run(truth, results, part).Summary, CocoEvaluation.Run(truth, own, part).Summary)),
        ];
        PartRow? left = rows.Find(row => row.Part == "lefthand"), right = rows.Find(row => row.Part == "righthand");
        if (left is not null && right is not null)
        {
            rows.Insert(rows.IndexOf(right) + 1, new PartRow("hand", Mean(left.Printed, right.Printed), Mean(left.Own, right.Own)));
        }

        return rows;
    }

    private static CocoSummary Mean(CocoSummary a, CocoSummary b)
    {
        static double Of(double x, double y) => x < 0 ? y : y < 0 ? x : (x + y) / 2;
        return new CocoSummary(
            Of(a.AP, b.AP), Of(a.AP50, b.AP50), Of(a.AP75, b.AP75), Of(a.APm, b.APm), Of(a.APl, b.APl),
            Of(a.AR, b.AR), Of(a.AR50, b.AR50), Of(a.AR75, b.AR75), Of(a.ARm, b.ARm), Of(a.ARl, b.ARl));
    }
}
