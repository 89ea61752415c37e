using System.Numerics;
using System.Runtime.CompilerServices;
using LivePose.Render;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;
using VertexArray = LivePose.Render.VertexArray;

namespace LivePose.Synth.Drawing;

/// <summary>Draws dressed people.</summary>
internal sealed class PersonPass : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly CameraUniforms _camera;
    private readonly SurfaceShading _shading;
    private readonly PersonUniforms _uniforms;
    private readonly Dictionary<Figure, FigureMesh> _meshes = [];

    public PersonPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "person", PersonShaders.Vertex, PersonShaders.Fragment);
        _camera = new CameraUniforms(_shader);
        _shading = new SurfaceShading(_shader);
        _uniforms = new PersonUniforms(_shader);
    }

    /// <summary>Makes the shader ready for the people of a scene.</summary>
    public void Begin(SynthScene scene, Pane pane)
    {
        _shader.Use();
        _camera.Set(scene.Camera, pane);
        _shading.Set(scene.Light, scene.Camera.FromScene);
    }

    /// <summary>Draws one.</summary>
    /// <param name="person">The person.</param>
    /// <param name="label">Label of its pixels.</param>
    /// <param name="posed">The figure in the person's pose, with normals.</param>
    public void Draw(ScenePerson person, int label, PosedFigure posed)
    {
        if (!_meshes.TryGetValue(person.Figure, out FigureMesh? mesh))
        {
            mesh = _meshes[person.Figure] = new FigureMesh(_gl, person.Figure);
        }

        _uniforms.Set(person, label);
        mesh.Draw(posed, person.Look);
    }

    public void Dispose()
    {
        _shader.Dispose();
        foreach (FigureMesh mesh in _meshes.Values)
        {
            mesh.Dispose();
        }
    }

    /// <summary>A figure on the GPU; its pose is replaced for each person.</summary>
    private sealed class FigureMesh : IDisposable
    {
        private readonly GL _gl;
        private readonly BufferObject<SurfaceVertex> _rest;
        private readonly BufferObject<SurfaceVertex> _posed;
        private readonly BufferObject<int> _indices;
        private readonly VertexArray _array;
        private readonly SurfaceVertex[] _vertices;
        private readonly float[] _ease;
        private readonly int _count;

        public FigureMesh(GL gl, Figure figure)
        {
            _gl = gl;
            _count = figure.Model.Faces.Length;
            _vertices = new SurfaceVertex[figure.Rest.Length];
            _ease = new float[figure.Rest.Length];
            _rest = new BufferObject<SurfaceVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StaticDraw);
            _posed = new BufferObject<SurfaceVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StreamDraw);
            _indices = new BufferObject<int>(gl, BufferTargetARB.ElementArrayBuffer, BufferUsageARB.StaticDraw);
            _rest.Upload([.. figure.Rest.Zip(figure.RestNormals, (p, n) => new SurfaceVertex(p, n))]);
            _array = new VertexArray(gl);
            _array.Floats(0, _posed, 3);
            _array.Floats(1, _posed, 3, Unsafe.SizeOf<Vector3>());
            _array.Floats(2, _rest, 3);
            _array.Floats(3, _rest, 3, Unsafe.SizeOf<Vector3>());
            _array.Indices(_indices);
            _indices.Upload(figure.Model.Faces);
        }

        public void Draw(PosedFigure posed, Appearance look)
        {
            Outfit.Ease(posed.Figure, look, _ease);
            for (int v = 0; v < _vertices.Length; v++)
            {
                _vertices[v] = new SurfaceVertex(posed.Vertices[v] + (_ease[v] * posed.Normals[v]), posed.Normals[v]);
            }

            _posed.Upload(_vertices);
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
    }
}
