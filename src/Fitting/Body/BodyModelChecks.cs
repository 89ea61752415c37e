using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>Refuses arrays that do not make a body, with one sentence that says what does not fit.</summary>
internal static class BodyModelChecks
{
    private const double WeightTolerance = 1e-2;

    public static void Verify(BodyModel model)
    {
        int coordinates = model.Template.Length, vertices = coordinates / 3, joints = model.Parents.Length;
        Require(model, vertices > 0 && coordinates % 3 == 0, "the template must have at least one vertex of 3 coordinates");
        Require(model, model.ShapeDirections.Length % coordinates == 0, $"the shape directions do not fit {vertices} vertices");
        int features = model.PoseDirections.Length / coordinates;
        Require(
            model, model.PoseDirections.Length % coordinates == 0 && (features == 0 || features == 9 * (joints - 1)),
            $"the pose directions give {features} features for {vertices} vertices, but {joints} joints need {9 * (joints - 1)} or none");
        Require(
            model, model.JointRegressor.RowCount == joints && model.JointRegressor.ColumnCount == vertices,
            $"the joint regressor is {Size(model.JointRegressor)}, expected {joints} x {vertices}");
        Require(
            model, model.Weights.RowCount == vertices && model.Weights.ColumnCount == joints,
            $"the skinning weights are {Size(model.Weights)}, expected {vertices} x {joints}");
        Require(
            model, AllFinite(model.Template) && AllFinite(model.ShapeDirections) && AllFinite(model.PoseDirections)
                && AllFinite(model.JointRegressor.Values) && AllFinite(model.Weights.Values),
            "some numbers are NaN or infinite");
        VerifyTree(model);
        VerifyWeights(model);
        Require(model, model.Faces.Length % 3 == 0, "the faces are not triangles");
        Require(
            model, !model.Faces.AsSpan().ContainsAnyExceptInRange(0, vertices - 1), $"a face names a vertex outside 0 to {vertices - 1}");
    }

    public static void VerifyKeypoints(BodyModel model)
    {
        foreach (KeypointDefinition keypoint in model.Keypoints)
        {
            Require(
                model, keypoint.Joints.All(j => j.Index >= 0 && j.Index < model.JointCount && double.IsFinite(j.Weight))
                    && keypoint.Vertices.All(v => v.Index >= 0 && v.Index < model.VertexCount && double.IsFinite(v.Weight))
                    && keypoint.Joints.Count + keypoint.Vertices.Count > 0,
                $"keypoint '{keypoint.Name}' names joints or vertices that the body does not have");
        }
    }

    private static void VerifyTree(BodyModel model)
    {
        for (int j = 0; j < model.Parents.Length; j++)
        {
            int parent = model.Parents[j];
            Require(
                model, j == 0 ? parent == -1 : parent >= 0 && parent < j,
                $"joint {j} has parent {parent}; the first joint's must be -1 and any other's a smaller index");
        }
    }

    private static void VerifyWeights(BodyModel model)
    {
        for (int v = 0; v < model.VertexCount; v++)
        {
            double sum = model.Weights.Values.AsSpan(model.Weights.RowStart[v]..model.Weights.RowStart[v + 1]).ToArray().Sum();
            Require(model, Math.Abs(sum - 1) < WeightTolerance, $"the skinning weights of vertex {v} sum to {sum:G4}, not 1");
        }
    }

    private static bool AllFinite(double[] values) => Array.TrueForAll(values, double.IsFinite);

    private static string Size(CsrMatrix matrix) => $"{matrix.RowCount} x {matrix.ColumnCount}";

    private static void Require(BodyModel model, bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"'{model.Name}' is not a usable body: {otherwise}.");
        }
    }
}
