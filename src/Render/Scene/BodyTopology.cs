using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>What all bodies of one model share: triangles, and which joints move each vertex.</summary>
public sealed class BodyTopology : IDisposable
{
    /// <summary>Most joints that a body may have.</summary>
    public const int MaxJoints = 128;

    /// <summary>Joints that may move one vertex; of more, those with the largest weights are kept.</summary>
    public const int JointsPerVertex = 4;

    /// <summary>
    /// Coarser levels: their share of the triangles, and the largest scale at which they are drawn, pixels a metre. A grown person is then 660 or
    /// 240 px high, and no part of the surface is more than a pixel from its place.
    /// </summary>
    private static readonly (double Share, float Scale)[] CoarseLevels = [(1 / 3.0, 390), (1 / 8.0, 140)];

    private readonly Vector3 _middle;

    /// <summary>Checks the parts and sends them to the GPU.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="faces">Three vertex indices a triangle, counter-clockwise seen from outside.</param>
    /// <param name="jointCount">J.</param>
    /// <param name="rowStart">For each vertex the index of its first weight, and the end, shape [V + 1]: compressed sparse rows.</param>
    /// <param name="joints">Joint of each weight.</param>
    /// <param name="weights">The weights; those of one vertex add up to 1.</param>
    /// <param name="template">Vertices of the mean body at rest, metres, shape [V, 3], by which coarser triangles for small people are chosen; empty = none are.</param>
    /// <exception cref="ArgumentException">Sizes or indices do not agree.</exception>
    public BodyTopology(GL gl, int[] faces, int jointCount, ReadOnlySpan<int> rowStart, ReadOnlySpan<int> joints, ReadOnlySpan<double> weights, ReadOnlySpan<double> template = default)
    {
        VertexCount = rowStart.Length - 1;
        JointCount = jointCount;
        Faces = faces;
        CheckSizes(joints, weights.Length, rowStart, template.Length);
        byte[] kept = new byte[JointsPerVertex * VertexCount];
        Vector4[] shares = new Vector4[VertexCount];
        for (int v = 0; v < VertexCount; v++)
        {
            (int start, int count) = (rowStart[v], rowStart[v + 1] - rowStart[v]);
            shares[v] = Largest(joints.Slice(start, count), weights.Slice(start, count), kept.AsSpan(JointsPerVertex * v, JointsPerVertex));
        }

        Indices = new BufferObject<int>(gl, BufferTargetARB.ElementArrayBuffer, BufferUsageARB.StaticDraw);
        Joints = new BufferObject<byte>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StaticDraw);
        Weights = new BufferObject<Vector4>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StaticDraw);
        gl.BindVertexArray(0);
        Vector3[] rest = Points(template);
        _middle = rest.Aggregate(Vector3.Zero, (sum, point) => sum + (point / VertexCount));
        (int[] indices, Levels) = rest.Length > 0 ? Coarsened(faces, rest, kept, shares) : (faces, [new Level(0, faces.Length, float.PositiveInfinity)]);
        Indices.Upload(indices);
        Joints.Upload(kept);
        Weights.Upload(shares);
    }

    /// <summary>V.</summary>
    public int VertexCount { get; }

    /// <summary>J.</summary>
    public int JointCount { get; }

    /// <summary>Three vertex indices a triangle.</summary>
    public int[] Faces { get; }

    /// <summary>Triangles of all levels, one after the other.</summary>
    internal BufferObject<int> Indices { get; }

    /// <summary>All triangles first, then fewer and fewer.</summary>
    internal IReadOnlyList<Level> Levels { get; }

    internal BufferObject<byte> Joints { get; }

    internal BufferObject<Vector4> Weights { get; }

    /// <summary>The triangles that are enough for a body of this size in the picture.</summary>
    /// <param name="root">Bone of the first joint, rest to scene.</param>
    /// <param name="camera">Who looks.</param>
    internal Level LevelFor(in AffineTransform root, in SceneCamera camera)
    {
        float depth = camera.FromScene.Apply(root.Apply(_middle)).Z;
        float scale = MathF.Max(camera.Intrinsics.FocalX, camera.Intrinsics.FocalY) / depth;
        Level chosen = Levels[0];
        foreach (Level level in Levels)
        {
            chosen = scale > 0 && scale <= level.LargestScale ? level : chosen;
        }

        return chosen;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Indices.Dispose();
        Joints.Dispose();
        Weights.Dispose();
    }

    private static Vector3[] Points(ReadOnlySpan<double> template)
    {
        Vector3[] points = new Vector3[template.Length / 3];
        for (int v = 0; v < points.Length; v++)
        {
            points[v] = new Vector3((float)template[3 * v], (float)template[(3 * v) + 1], (float)template[(3 * v) + 2]);
        }

        return points;
    }

    private static (int[] Indices, Level[] Levels) Coarsened(int[] faces, Vector3[] rest, byte[] joints, Vector4[] shares)
    {
        CoarseTriangles triangles = new(faces, rest, (a, b) => SkinDifference(joints, shares, a, b));
        List<int> indices = [.. faces];
        List<Level> levels = [new Level(0, faces.Length, float.PositiveInfinity)];
        foreach ((double share, float scale) in CoarseLevels)
        {
            int[] coarse = triangles.Reduce((int)(share * faces.Length / 3));
            levels.Add(new Level(indices.Count, coarse.Length, scale));
            indices.AddRange(coarse);
        }

        return ([.. indices], [.. levels]);
    }

    /// <summary>Squared distance between the weights of two vertices.</summary>
    private static double SkinDifference(byte[] joints, Vector4[] shares, int a, int b)
    {
        float product = 0;
        for (int i = 0; i < JointsPerVertex; i++)
        {
            for (int j = 0; j < JointsPerVertex; j++)
            {
                product += joints[(JointsPerVertex * a) + i] == joints[(JointsPerVertex * b) + j] ? shares[a][i] * shares[b][j] : 0;
            }
        }

        return shares[a].LengthSquared() + shares[b].LengthSquared() - (2 * product);
    }

    /// <summary>Keeps the largest weights of a vertex and makes them add up to 1 again.</summary>
    private static Vector4 Largest(ReadOnlySpan<int> joints, ReadOnlySpan<double> weights, Span<byte> kept)
    {
        Vector4 shares = Vector4.Zero;
        Span<bool> used = stackalloc bool[weights.Length];
        for (int n = 0; n < Math.Min(JointsPerVertex, weights.Length); n++)
        {
            int best = -1;
            for (int i = 0; i < weights.Length; i++)
            {
                best = !used[i] && (best < 0 || weights[i] > weights[best]) ? i : best;
            }

            used[best] = true;
            kept[n] = (byte)joints[best];
            shares[n] = (float)weights[best];
        }

        float sum = Vector4.Dot(shares, Vector4.One);
        return sum > 0 ? shares / sum : Vector4.UnitX;
    }

    private void CheckSizes(ReadOnlySpan<int> joints, int weightCount, ReadOnlySpan<int> rowStart, int coordinates)
    {
        if (coordinates != 0 && coordinates != 3 * VertexCount)
        {
            throw new ArgumentException($"{coordinates} coordinates do not place {VertexCount} vertices.");
        }

        if (VertexCount < 1 || JointCount is < 1 or > MaxJoints || joints.Length != weightCount || rowStart[^1] != weightCount)
        {
            throw new ArgumentException($"A body of {VertexCount} vertices, {JointCount} joints, {joints.Length} joint indices and {weightCount} weights cannot be drawn; it needs vertices, 1 to {MaxJoints} joints and as many indices as weights.");
        }

        foreach (int joint in joints)
        {
            if ((uint)joint >= (uint)JointCount)
            {
                throw new ArgumentException($"A weight names joint {joint}, but the body has {JointCount}.");
            }
        }

        foreach (int vertex in Faces)
        {
            if ((uint)vertex >= (uint)VertexCount)
            {
                throw new ArgumentException($"A triangle names vertex {vertex}, but the body has {VertexCount}.");
            }
        }
    }

    /// <summary>A range of <see cref="Indices"/>.</summary>
    /// <param name="First">Its first index.</param>
    /// <param name="Count">Three a triangle.</param>
    /// <param name="LargestScale">Largest scale at which it is drawn, pixels a metre.</param>
    internal readonly record struct Level(int First, int Count, float LargestScale);
}
