using System.IO.Compression;
using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>Writes a body as <c>.npz</c> with SMPL's array names, so that other SMPL software reads it too.</summary>
/// <remarks>float32, compressed; our keypoints are added as <c>keypoint_names</c> and rows (keypoint, index, weight) of joints and vertices.</remarks>
public static class BodyModelWriter
{
    /// <summary>Writes a file.</summary>
    public static void Write(string path, BodyModel model)
    {
        int v = model.VertexCount, j = model.JointCount;
        using NpzWriter file = NpzWriter.Create(path, CompressionLevel.Optimal);
        file.Write("v_template", Singles(model.Template, v, 3));
        file.Write("shapedirs", Singles(LastAxisLast(model.ShapeDirections, 3 * v), v, 3, model.ShapeCount));
        if (model.PoseFeatureCount > 0)
        {
            file.Write("posedirs", Singles(LastAxisLast(model.PoseDirections, 3 * v), v, 3, model.PoseFeatureCount));
        }

        file.Write("J_regressor", Singles(model.JointRegressor.ToDense(), j, v));
        file.Write("weights", Singles(model.Weights.ToDense(), v, j));
        file.Write("kintree_table", NdArray.Create([.. model.Parents.Select(p => (long)p), .. Enumerable.Range(0, j).Select(i => (long)i)], 2, j));
        file.Write("f", NdArray.Create(Array.ConvertAll(model.Faces, i => (uint)i), model.FaceCount, 3));
        file.Write("keypoint_names", NdArray.Create([.. model.Keypoints.Select(k => k.Name)], model.Keypoints.Count));
        file.Write("keypoint_joints", Terms(model, k => k.Joints));
        file.Write("keypoint_vertices", Terms(model, k => k.Vertices));
    }

    private static NdArray Terms(BodyModel model, Func<KeypointDefinition, IReadOnlyList<WeightedIndex>> part)
    {
        double[] rows = [.. model.Keypoints.SelectMany((keypoint, k) => part(keypoint).SelectMany(term => new[] { k, term.Index, term.Weight }))];
        return NdArray.Create(rows, rows.Length / 3, 3);
    }

    private static NdArray Singles(double[] values, params int[] shape) => NdArray.Create(Array.ConvertAll(values, x => (float)x), shape);

    private static double[] LastAxisLast(double[] source, int rows)
    {
        int columns = source.Length / rows;
        double[] result = new double[source.Length];
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                result[(r * columns) + c] = source[(c * rows) + r];
            }
        }

        return result;
    }
}
