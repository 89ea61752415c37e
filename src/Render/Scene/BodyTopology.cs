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

    /// <summary>Checks the parts and sends them to the GPU.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="faces">Three vertex indices a triangle, counter-clockwise seen from outside.</param>
    /// <param name="jointCount">J.</param>
    /// <param name="rowStart">For each vertex the index of its first weight, and the end, shape [V + 1]: compressed sparse rows.</param>
    /// <param name="joints">Joint of each weight.</param>
    /// <param name="weights">The weights; those of one vertex add up to 1.</param>
    /// <exception cref="ArgumentException">Sizes or indices do not agree.</exception>
    public BodyTopology(GL gl, int[] faces, int jointCount, ReadOnlySpan<int> rowStart, ReadOnlySpan<int> joints, ReadOnlySpan<double> weights)
    {
        VertexCount = rowStart.Length - 1;
        JointCount = jointCount;
        Faces = faces;
        CheckSizes(joints, weights.Length, rowStart);
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
        Indices.Upload(faces);
        Joints.Upload(kept);
        Weights.Upload(shares);
    }

    /// <summary>V.</summary>
    public int VertexCount { get; }

    /// <summary>J.</summary>
    public int JointCount { get; }

    /// <summary>Three vertex indices a triangle.</summary>
    public int[] Faces { get; }

    internal BufferObject<int> Indices { get; }

    internal BufferObject<byte> Joints { get; }

    internal BufferObject<Vector4> Weights { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Indices.Dispose();
        Joints.Dispose();
        Weights.Dispose();
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

    private void CheckSizes(ReadOnlySpan<int> joints, int weightCount, ReadOnlySpan<int> rowStart)
    {
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
}
