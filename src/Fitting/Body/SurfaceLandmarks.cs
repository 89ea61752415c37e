namespace LivePose.Fitting.Body;

/// <summary>Finds face and foot keypoints on a mesh of unknown topology as extreme points of the head and the feet at rest.</summary>
/// <remarks>
/// Nose: foremost point of the head below the forehead; ears: outermost points at the height of the nose; eyes: foremost points
/// above the nose at a fifth of the head's breadth to either side; toes and heel: foremost and rearmost points of the foot.
/// </remarks>
internal static class SurfaceLandmarks
{
    public static Dictionary<string, int> Find(BodyModel model)
    {
        int[] dominant = [.. Enumerable.Range(0, model.VertexCount).Select(model.DominantJoint)];
        Dictionary<string, int> found = new(StringComparer.Ordinal);
        FindFace(model, Belonging(model, dominant, BodyJoint.Head), found);
        foreach ((string side, double sign, int ankle) in new[] { ("left", 1.0, BodyJoint.LeftAnkle), ("right", -1.0, BodyJoint.RightAnkle) })
        {
            FindFoot(model, Belonging(model, dominant, ankle), side, sign, found);
        }

        return found;
    }

    private static void FindFace(BodyModel model, int[] head, Dictionary<string, int> found)
    {
        double top = head.Max(v => Y(model, v)), bottom = head.Min(v => Y(model, v)), height = top - bottom;
        double breadth = head.Max(v => X(model, v)) - head.Min(v => X(model, v));
        found["head_top"] = found["head"] = head.MaxBy(v => Y(model, v));
        int nose = Best(head, v => Y(model, v) < top - (.3 * height), v => Z(model, v) - (.5 * Math.Abs(X(model, v))));
        found["nose"] = nose;
        double noseHeight = Y(model, nose);
        foreach ((string side, double sign) in new[] { ("left", 1.0), ("right", -1.0) })
        {
            found[side + "_ear"] = Best(head, v => Math.Abs(Y(model, v) - noseHeight - (.05 * height)) < .12 * height, v => sign * X(model, v));
            found[side + "_eye"] = Best(
                head, v => Z(model, v) > 0,
                v => -Math.Abs((sign * X(model, v)) - (.2 * breadth)) - Math.Abs(Y(model, v) - noseHeight - (.17 * height)));
        }
    }

    private static void FindFoot(BodyModel model, int[] foot, string side, double outward, Dictionary<string, int> found)
    {
        double low = foot.Min(v => Y(model, v));
        int[] sole = [.. foot.Where(v => Y(model, v) < low + .05)];
        found[side + "_big_toe"] = sole.MaxBy(v => Z(model, v) - (.3 * outward * X(model, v)));
        found[side + "_small_toe"] = sole.MaxBy(v => (.7 * Z(model, v)) + (outward * X(model, v)));
        found[side + "_heel"] = sole.MinBy(v => Z(model, v));
    }

    /// <summary>Vertices whose dominant joint is a joint or one of its descendants; all vertices where there is none.</summary>
    private static int[] Belonging(BodyModel model, int[] dominant, int joint)
    {
        bool[] below = new bool[model.JointCount];
        for (int j = 0; j < below.Length; j++)
        {
            below[j] = j == joint || (model.Parents[j] >= 0 && below[model.Parents[j]]);
        }

        int[] members = [.. Enumerable.Range(0, model.VertexCount).Where(v => below[dominant[v]])];
        return members.Length > 0 ? members : [.. Enumerable.Range(0, model.VertexCount)];
    }

    private static int Best(int[] candidates, Func<int, bool> allowed, Func<int, double> score)
    {
        int[] some = [.. candidates.Where(allowed)];
        return (some.Length > 0 ? some : candidates).MaxBy(score);
    }

    private static double X(BodyModel model, int v) => model.Template[3 * v];

    private static double Y(BodyModel model, int v) => model.Template[(3 * v) + 1];

    private static double Z(BodyModel model, int v) => model.Template[(3 * v) + 2];
}
