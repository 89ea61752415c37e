using System.Numerics;
using System.Runtime.CompilerServices;
using LivePose.Render;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;
using VertexArray = LivePose.Render.VertexArray;

namespace LivePose.Synth.Drawing;

/// <summary>Draws all props of one form with one call.</summary>
internal sealed class PropPass : IDisposable
{
    private const int MostSpots = 8;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly CameraUniforms _camera;
    private readonly SurfaceShading _shading;
    private readonly int _spots;
    private readonly int[] _spot;
    private readonly Form[] _forms;
    private readonly List<Instance> _instances = [];

    public PropPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "props", PropShaders.Vertex, PropShaders.Fragment);
        _camera = new CameraUniforms(_shader);
        _shading = new SurfaceShading(gl, _shader);
        _spots = _shader.Locate("spots");
        _spot = [.. Enumerable.Range(0, MostSpots).Select(i => _shader.Locate($"spot[{i}]"))];
        _forms = [new Form(gl, PropShape.Ball), new Form(gl, PropShape.Post), new Form(gl, PropShape.Box)];
    }

    /// <summary>Draws them.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="pane">The whole picture.</param>
    /// <param name="shadows">Of the people.</param>
    /// <param name="feet">Where people stand, metres on the ground: x and z.</param>
    public void Draw(SynthScene scene, Pane pane, ShadowMap shadows, ReadOnlySpan<Vector2> feet)
    {
        _shader.Use();
        _camera.Set(scene.Camera, pane);
        _shading.Set(scene.Light, scene.Camera.FromScene, shadows);
        int spots = Math.Min(feet.Length, MostSpots);
        _shader.Set(_spots, (float)spots);
        for (int i = 0; i < spots; i++)
        {
            _shader.Set(_spot[i], new Vector4(feet[i], 0.38f, scene.Light.Shadow));
        }

        foreach (Form form in _forms)
        {
            _instances.Clear();
            for (int i = scene.Props.Count - 1; i >= 0; i--) // walls and floors come first; what lies before them is drawn before them
            {
                if (scene.Props[i].Shape == form.Shape)
                {
                    _instances.Add(new Instance(scene.Props[i]));
                }
            }

            if (_instances.Count > 0)
            {
                form.Draw(_gl, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_instances));
            }
        }
    }

    public void Dispose()
    {
        _shader.Dispose();
        foreach (Form form in _forms)
        {
            form.Dispose();
        }
    }

    private readonly struct Instance(in Prop prop)
    {
        public readonly AffineTransform Place = prop.Place;
        public readonly Vector4 First = new(prop.Material.First, (float)prop.Material.Pattern);
        public readonly Vector4 Second = new(prop.Material.Second, prop.Material.Period);
        public readonly Vector4 More = new(prop.Material.Gloss, prop.Material.Glow, DrawnScene.Thing, 0);
    }

    private sealed class Form : IDisposable
    {
        private readonly BufferObject<SurfaceVertex> _vertices;
        private readonly BufferObject<int> _indices;
        private readonly BufferObject<Instance> _places;
        private readonly VertexArray _array;
        private readonly int _count;

        public Form(GL gl, PropShape shape)
        {
            Shape = shape;
            (SurfaceVertex[] vertices, int[] indices) = PropForms.Create(shape);
            _count = indices.Length;
            _vertices = new BufferObject<SurfaceVertex>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StaticDraw);
            _places = new BufferObject<Instance>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StreamDraw);
            _indices = new BufferObject<int>(gl, BufferTargetARB.ElementArrayBuffer, BufferUsageARB.StaticDraw);
            _vertices.Upload(vertices);
            _array = new VertexArray(gl);
            _array.Floats(0, _vertices, 3);
            _array.Floats(1, _vertices, 3, Unsafe.SizeOf<Vector3>());
            for (uint row = 0; row < 6; row++)
            {
                _array.Floats(2 + row, _places, 4, (int)row * Unsafe.SizeOf<Vector4>(), divisor: 1);
            }

            _array.Indices(_indices);
            _indices.Upload(indices);
        }

        public PropShape Shape { get; }

        public void Draw(GL gl, ReadOnlySpan<Instance> instances)
        {
            _places.Upload(instances);
            _array.Bind();
            gl.DrawElementsInstanced(
                PrimitiveType.Triangles, (uint)_count, DrawElementsType.UnsignedInt, in Unsafe.NullRef<byte>(), (uint)instances.Length);
        }

        public void Dispose()
        {
            _array.Dispose();
            _vertices.Dispose();
            _indices.Dispose();
            _places.Dispose();
        }
    }
}
