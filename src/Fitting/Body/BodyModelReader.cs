using System.Globalization;
using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>Reads body files: SMPL, SMPL-H and SMPL-X as <c>.npz</c> or as the official <c>.pkl</c>, and files that <see cref="BodyModelWriter"/> wrote.</summary>
/// <remarks>
/// Arrays used: <c>v_template</c> [V, 3], <c>shapedirs</c> [V, 3, S], <c>posedirs</c> [V, 3, 9 (J - 1)] (may be missing),
/// <c>J_regressor</c> [J, V] (dense or sparse), <c>weights</c> [V, J], <c>kintree_table</c> [2, J], <c>f</c> [F, 3]; ours add
/// <c>keypoint_*</c>. Everything else in the file is ignored and not even decoded.
/// </remarks>
public static class BodyModelReader
{
    /// <summary>Shape coefficients read unless more are asked for: what the official viewers use.</summary>
    public const int DefaultShapeCount = 10;

    /// <summary>The built-in body under its name, any other from its file.</summary>
    /// <param name="nameOrPath"><see cref="BuiltInBody.Name"/>, or a file as for <see cref="Read(string, int)"/>.</param>
    public static BodyModel Open(string nameOrPath) => nameOrPath == BuiltInBody.Name ? BuiltInBody.Model : Read(nameOrPath);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A .npz or .pkl file.</param>
    /// <param name="maxShapes">Shape coefficients to keep at most; SMPL-X files hold 300 and more.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or its arrays do not make a body.</exception>
    public static BodyModel Read(string path, int maxShapes = DefaultShapeCount)
    {
        using NamedArrays file = NamedArrays.Open(path);
        return Read(file, maxShapes);
    }

    private static BodyModel Read(NamedArrays file, int maxShapes)
    {
        NdArray template = Expect(file, "v_template", -1, 3);
        int vertices = template.Shape[0];
        NdArray tree = Expect(file, "kintree_table", 2, -1);
        int joints = tree.Shape[1];
        NdArray shapes = Expect(file, "shapedirs", vertices, 3, -1);
        double[] poses = file.Contains("posedirs") ? PoseDirections(file, vertices, joints) : [];
        return new BodyModel(
            file.File,
            template.ToDoubles(),
            LastAxisFirst(shapes.ToDoubles(), 3 * vertices, shapes.Shape[2], Math.Min(maxShapes, shapes.Shape[2])),
            poses,
            CsrMatrix.FromDense(Expect(file, "J_regressor", joints, vertices).ToDoubles(), joints, vertices),
            CsrMatrix.FromDense(Expect(file, "weights", vertices, joints).ToDoubles(), vertices, joints),
            Parents(file.File, tree),
            Expect(file, "f", -1, 3).ToInt32s(),
            file.Contains("keypoint_names") ? Keypoints(file) : null);
    }

    private static double[] PoseDirections(NamedArrays file, int vertices, int joints)
    {
        NdArray array = file.Read("posedirs");
        int features = 9 * (joints - 1);
        return array.HasShape(vertices, 3, features)
            ? LastAxisFirst(array.ToDoubles(), 3 * vertices, features, features)
            : throw Misshapen(file, "posedirs", array, $"[{vertices}, 3, {features}]");
    }

    /// <summary>[rows, columns] to [kept columns, rows].</summary>
    private static double[] LastAxisFirst(double[] source, int rows, int columns, int kept)
    {
        double[] result = new double[kept * rows];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < kept; c++)
            {
                result[(c * rows) + r] = source[(r * columns) + c];
            }
        }

        return result;
    }

    /// <summary>The table's second row names the joints, its first row their parents; the root's parent is -1 or 2^32 - 1.</summary>
    private static int[] Parents(string file, NdArray tree)
    {
        double[] table = tree.ToDoubles();
        int joints = table.Length / 2;
        Dictionary<double, int> order = [];
        for (int j = 0; j < joints; j++)
        {
            if (!order.TryAdd(table[joints + j], j))
            {
                throw new InvalidDataException($"'{file}' names joint {table[joints + j]} twice in kintree_table.");
            }
        }

        int[] parents = new int[joints];
        for (int j = 0; j < joints; j++)
        {
            parents[j] = j == 0 ? -1 : order.GetValueOrDefault(table[j], -1);
        }

        return parents;
    }

    private static List<KeypointDefinition> Keypoints(NamedArrays file)
    {
        string[] names = file.Read("keypoint_names").AsSpan<string>().ToArray();
        List<WeightedIndex>[] joints = Terms(file, "keypoint_joints", names.Length), vertices = Terms(file, "keypoint_vertices", names.Length);
        return [.. names.Select((name, k) => new KeypointDefinition(name, joints[k], vertices[k]))];
    }

    /// <summary>Rows of (keypoint, joint or vertex, weight).</summary>
    private static List<WeightedIndex>[] Terms(NamedArrays file, string name, int keypoints)
    {
        double[] rows = Expect(file, name, -1, 3).ToDoubles();
        List<WeightedIndex>[] result = [.. Enumerable.Range(0, keypoints).Select(_ => new List<WeightedIndex>())];
        for (int i = 0; i < rows.Length; i += 3)
        {
            if (!(rows[i] >= 0 && rows[i] < keypoints && Math.Abs(rows[i + 1]) < int.MaxValue))
            {
                throw new InvalidDataException($"'{file.File}' has a row in {name} for keypoint {rows[i].ToString(CultureInfo.InvariantCulture)}, but {keypoints} names.");
            }

            result[(int)rows[i]].Add(new WeightedIndex((int)rows[i + 1], rows[i + 2]));
        }

        return result;
    }

    private static NdArray Expect(NamedArrays file, string name, params ReadOnlySpan<int> shape)
    {
        if (!file.Contains(name))
        {
            throw new InvalidDataException(
                $"'{file.File}' has no array '{name}', so it is not a body in SMPL's format; it has {string.Join(", ", file.Names)}.");
        }

        NdArray array = file.Read(name);
        return array.HasShape(shape) ? array : throw Misshapen(file, name, array, $"[{string.Join(", ", shape.ToArray().Select(n => n < 0 ? "any" : n.ToString(CultureInfo.InvariantCulture)))}]");
    }

    private static InvalidDataException Misshapen(NamedArrays file, string name, NdArray array, string expected) =>
        new($"'{file.File}' is not a usable body: {name} has shape {array.ShapeText}, expected {expected}.");
}
