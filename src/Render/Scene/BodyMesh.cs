using System.Numerics;
using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>One person's body at rest on the GPU. Set its vertices when the shape changes; the pose is only bones.</summary>
public sealed class BodyMesh : IDisposable
{
    private readonly Vector3[] _normals;
    private readonly RestVertex[] _vertices;
    private readonly BufferObject<RestVertex> _buffer;

    /// <summary>Makes a body without a shape.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="topology">Shared; must live longer than the mesh.</param>
    public BodyMesh(GL gl, BodyTopology topology)
    {
        Topology = topology;
        _normals = new Vector3[topology.VertexCount];
        _vertices = new RestVertex[topology.VertexCount];
        _buffer = new BufferObject<RestVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.DynamicDraw);
        Vertices = new VertexArray(gl);
        Vertices.Floats(0, _buffer, 3);
        Vertices.Floats(1, _buffer, 3, Unsafe.SizeOf<Vector3>());
        Vertices.Bytes(2, topology.Joints, BodyTopology.JointsPerVertex);
        Vertices.Floats(3, topology.Weights, 4);
        Vertices.Indices(topology.Indices);
        gl.BindVertexArray(0);
    }

    /// <summary>Triangles and weights.</summary>
    public BodyTopology Topology { get; }

    /// <summary>True after the first <see cref="SetRest"/>.</summary>
    public bool HasShape { get; private set; }

    internal VertexArray Vertices { get; }

    /// <summary>Sets the vertices of the shape at rest, and makes their normals. Call it only when the shape changes.</summary>
    /// <param name="rest">Metres, shape [V].</param>
    /// <exception cref="ArgumentException">Another number of vertices, or one that is not finite; the mesh is unchanged.</exception>
    public void SetRest(ReadOnlySpan<Vector3> rest)
    {
        if (rest.Length != _vertices.Length)
        {
            throw new ArgumentException($"{rest.Length} vertices do not fit a body of {_vertices.Length}.", nameof(rest));
        }

        for (int v = 0; v < rest.Length; v++)
        {
            if (!float.IsFinite(rest[v].X + rest[v].Y + rest[v].Z))
            {
                throw new ArgumentException($"Vertex {v} of the body is not finite ({rest[v]}); the shape that made it is out of range.", nameof(rest));
            }
        }

        AddNormals(rest);
        for (int v = 0; v < rest.Length; v++)
        {
            float length = _normals[v].Length();
            _vertices[v] = new RestVertex(rest[v], length > 0 ? _normals[v] / length : -Vector3.UnitZ);
        }

        _buffer.Upload(_vertices);
        HasShape = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Vertices.Dispose();
        _buffer.Dispose();
    }

    /// <summary>Sums of the triangles' normals, each as long as twice the triangle's area.</summary>
    private void AddNormals(ReadOnlySpan<Vector3> rest)
    {
        Array.Clear(_normals);
        int[] faces = Topology.Faces;
        for (int f = 0; f + 2 < faces.Length; f += 3)
        {
            (int a, int b, int c) = (faces[f], faces[f + 1], faces[f + 2]);
            Vector3 normal = Vector3.Cross(rest[b] - rest[a], rest[c] - rest[a]);
            _normals[a] += normal;
            _normals[b] += normal;
            _normals[c] += normal;
        }
    }

    private readonly record struct RestVertex(Vector3 Position, Vector3 Normal);
}
