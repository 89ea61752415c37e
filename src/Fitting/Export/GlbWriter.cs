using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Fitting.Body;
using SharpGLTF.Memory;
using SharpGLTF.Schema2;

namespace LivePose.Fitting.Export;

/// <summary>Writes a skinned, animated mesh as binary glTF (<c>.glb</c>): +y up, metres.</summary>
/// <remarks>
/// Khronos glTF 2.0, sec. 3.7.3 and 3.11. The mesh is the person's own shape in the rest pose; pose correctives are left out, as
/// glTF has no place for them. A vertex keeps its four largest weights. Frames without a body have no key.
/// </remarks>
public static class GlbWriter
{
    private const int Influences = 4;

    /// <summary>Writes a file.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="motion">The motion; its skeleton is the body's.</param>
    /// <param name="body">The body with its mesh.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, FittedMotion motion, BodyModel body)
    {
        ModelRoot root = ModelRoot.CreateModel();
        Scene scene = root.UseScene("scene");
        Node[] joints = CreateJoints(scene, motion);
        Node person = scene.CreateNode("person");
        person.Mesh = CreateMesh(root, body, motion.Betas);
        Skin skin = root.CreateSkin("body");
        Vector3D[] rest = motion.RestJoints();
        skin.BindJoints([.. joints.Select((node, j) => (node, Matrix4x4.CreateTranslation(-ToSingle(rest[j]))))]);
        person.Skin = skin;
        Animate(root.CreateAnimation("motion"), motion, joints, rest[0]);
        root.SaveGLB(path);
    }

    private static Node[] CreateJoints(Scene scene, FittedMotion motion)
    {
        Vector3D[] rest = motion.RestJoints();
        Node[] joints = new Node[BodyJoint.Count];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int parent = motion.Skeleton.Parents[j];
            joints[j] = parent < 0 ? scene.CreateNode(BodyJoint.Names[j]) : joints[parent].CreateNode(BodyJoint.Names[j]);
            joints[j].LocalTransform = Matrix4x4.CreateTranslation(ToSingle(parent < 0 ? rest[j] : rest[j] - rest[parent]));
        }

        return joints;
    }

    private static Mesh CreateMesh(ModelRoot root, BodyModel body, double[] betas)
    {
        Mesh mesh = root.CreateMesh("body");
        MeshPrimitive primitive = mesh.CreatePrimitive();
        float[] positions = [.. LinearBlendSkinning.Shape(body, betas).Select(v => (float)v)];
        (byte[] joints, float[] weights) = StrongestWeights(body);
        primitive.SetVertexAccessor("POSITION", Vectors(root, positions, DimensionType.VEC3));
        primitive.SetVertexAccessor("NORMAL", Vectors(root, Normals(positions, body.Faces), DimensionType.VEC3));
        primitive.SetVertexAccessor("WEIGHTS_0", Vectors(root, weights, DimensionType.VEC4));
        Accessor jointAccessor = root.CreateAccessor();
        jointAccessor.SetVertexData(
            root.UseBufferView(joints), 0, body.VertexCount,
            new AttributeFormat(DimensionType.VEC4, EncodingType.UNSIGNED_BYTE));
        primitive.SetVertexAccessor("JOINTS_0", jointAccessor);
        Accessor indices = root.CreateAccessor();
        indices.SetIndexData(
            root.UseBufferView(MemoryMarshal.AsBytes<int>(body.Faces).ToArray()), 0, body.Faces.Length, IndexEncodingType.UNSIGNED_INT);
        primitive.SetIndexAccessor(indices);
        primitive.DrawPrimitiveType = PrimitiveType.TRIANGLES;
        return mesh;
    }

    private static void Animate(Animation animation, FittedMotion motion, Node[] joints, Vector3D rootRest)
    {
        (float Time, BodyParameters Body)[] keys = [.. motion.Frames.Select((f, t) => (f, Time: (float)(t / motion.FramesPerSecond)))
            .Where(k => k.f.Rejection == FitRejection.None).Select(k => (k.Time, k.f.Parameters))];
        if (keys.Length == 0)
        {
            return;
        }

        animation.CreateTranslationChannel(joints[0], keys.ToDictionary(k => k.Time, k => ToSingle(FittedMotion.ToYUp(rootRest + k.Body.Translation))));
        for (int j = 0; j < joints.Length; j++)
        {
            int joint = j;
            animation.CreateRotationChannel(joints[j], keys.ToDictionary(k => k.Time, k => ToQuaternion(
                joint == 0 ? FittedMotion.ToYUp(k.Body.Rotations[0]) : k.Body.Rotations[joint])));
        }
    }

    /// <summary>The four largest weights of every vertex on SMPL's 24 joints; a joint outside them counts as its nearest ancestor inside.</summary>
    private static (byte[] Joints, float[] Weights) StrongestWeights(BodyModel body)
    {
        int[] places = PlacesOf(body);
        byte[] joints = new byte[body.VertexCount * Influences];
        float[] weights = new float[body.VertexCount * Influences];
        for (int v = 0; v < body.VertexCount; v++)
        {
            double[] all = new double[BodyJoint.Count];
            for (int i = body.Weights.RowStart[v]; i < body.Weights.RowStart[v + 1]; i++)
            {
                all[places[body.Weights.Columns[i]]] += body.Weights.Values[i];
            }

            int[] best = [.. Enumerable.Range(0, all.Length).OrderByDescending(j => all[j]).Take(Influences)];
            double sum = best.Sum(j => all[j]);
            for (int i = 0; i < Influences; i++)
            {
                bool used = all[best[i]] > 0;
                joints[(v * Influences) + i] = used ? (byte)best[i] : (byte)0;
                weights[(v * Influences) + i] = used ? (float)(all[best[i]] / sum) : 0;
            }
        }

        return (joints, weights);
    }

    private static int[] PlacesOf(BodyModel body)
    {
        int[] smpl = body.SmplJoints(), places = new int[body.JointCount];
        for (int j = 0; j < places.Length; j++)
        {
            int ancestor = j;
            while (Array.IndexOf(smpl, ancestor) < 0)
            {
                ancestor = body.Parents[ancestor];
            }

            places[j] = Array.IndexOf(smpl, ancestor);
        }

        return places;
    }

    private static float[] Normals(float[] positions, int[] faces)
    {
        Vector3[] sums = new Vector3[positions.Length / 3];
        ReadOnlySpan<Vector3> p = MemoryMarshal.Cast<float, Vector3>(positions);
        for (int f = 0; f < faces.Length; f += 3)
        {
            Vector3 normal = Vector3.Cross(p[faces[f + 1]] - p[faces[f]], p[faces[f + 2]] - p[faces[f]]);
            for (int c = 0; c < 3; c++)
            {
                sums[faces[f + c]] += normal;
            }
        }

        return [.. sums.SelectMany(n => n == default ? [0, 1, 0] : (float[])[(n / n.Length()).X, (n / n.Length()).Y, (n / n.Length()).Z])];
    }

    private static Accessor Vectors(ModelRoot root, float[] values, DimensionType dimensions)
    {
        Accessor accessor = root.CreateAccessor();
        int width = dimensions == DimensionType.VEC3 ? 3 : 4;
        accessor.SetVertexData(root.UseBufferView(MemoryMarshal.AsBytes<float>(values).ToArray()), 0, values.Length / width, new AttributeFormat(dimensions));
        return accessor;
    }

    private static Vector3 ToSingle(Vector3D v) => new((float)v.X, (float)v.Y, (float)v.Z);

    private static Quaternion ToQuaternion(in Matrix3 rotation)
    {
        (double w, Vector3D v) = Rotation.ToQuaternion(rotation);
        return Quaternion.Normalize(new Quaternion((float)v.X, (float)v.Y, (float)v.Z, (float)w));
    }
}
