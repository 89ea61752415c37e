using System.Numerics;
using System.Runtime.CompilerServices;
using LivePose.Render;
using LivePose.Synth.People;
using Silk.NET.OpenGL;
using VertexArray = LivePose.Render.VertexArray;

namespace LivePose.Synth.Drawing;

/// <summary>A mesh on the GPU that is known at rest, which says what it looks like, and in a pose, which says where it is.</summary>
internal sealed class PosedMesh : IDisposable
{
    private readonly GL _gl;
    private readonly BufferObject<SurfaceVertex> _rest;
    private readonly BufferObject<SurfaceVertex> _posed;
    private readonly BufferObject<int> _indices;
    private readonly VertexArray _array;
    private SurfaceVertex[] _vertices = [];
    private Vector3[] _normals = [];
    private int _count;

    public PosedMesh(GL gl)
    {
        _gl = gl;
        _rest = new BufferObject<SurfaceVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.DynamicDraw);
        _posed = new BufferObject<SurfaceVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StreamDraw);
        _indices = new BufferObject<int>(gl, BufferTargetARB.ElementArrayBuffer, BufferUsageARB.DynamicDraw);
        _array = new VertexArray(gl);
        _array.Floats(0, _posed, 3);
        _array.Floats(1, _posed, 3, Unsafe.SizeOf<Vector3>());
        _array.Floats(2, _rest, 3);
        _array.Floats(3, _rest, 3, Unsafe.SizeOf<Vector3>());
        _array.Indices(_indices);
    }

    /// <summary>Sets the mesh at rest.</summary>
    public void SetRest(ReadOnlySpan<Vector3> rest, ReadOnlySpan<int> faces)
    {
        _vertices = Fit(_vertices, rest.Length);
        _normals = Fit(_normals, rest.Length);
        Normals.Compute(rest, faces, _normals.AsSpan(0, rest.Length));
        Upload(_rest, rest, _normals);
        _array.Indices(_indices);
        _indices.Upload(faces);
        _count = faces.Length;
    }

    /// <summary>Sets the pose.</summary>
    /// <param name="vertices">Metres, world frame, as many as at rest.</param>
    /// <param name="normals">Unit vectors.</param>
    public void SetPose(ReadOnlySpan<Vector3> vertices, ReadOnlySpan<Vector3> normals) => Upload(_posed, vertices, normals);

    /// <summary>Sets the pose of a sheet, and makes its normals.</summary>
    public void SetPose(ReadOnlySpan<Vector3> vertices, ReadOnlySpan<int> faces)
    {
        Normals.Compute(vertices, faces, _normals.AsSpan(0, vertices.Length));
        Upload(_posed, vertices, _normals);
    }

    /// <summary>Draws it with the program in use.</summary>
    public void Draw()
    {
        _array.Bind();
        _gl.DrawElements(PrimitiveType.Triangles, (uint)_count, DrawElementsType.UnsignedInt, in Unsafe.NullRef<byte>());
    }

    public void Dispose()
    {
        _array.Dispose();
        _rest.Dispose();
        _posed.Dispose();
        _indices.Dispose();
    }

    private static T[] Fit<T>(T[] array, int count) => array.Length < count ? new T[count] : array;

    private void Upload(BufferObject<SurfaceVertex> buffer, ReadOnlySpan<Vector3> points, ReadOnlySpan<Vector3> normals)
    {
        for (int v = 0; v < points.Length; v++)
        {
            _vertices[v] = new SurfaceVertex(points[v], normals[v]);
        }

        buffer.Upload(_vertices.AsSpan(0, points.Length));
    }
}
