using System.Numerics;
using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Draws skinned bodies over a picture: the skin with its opacity, then the contour around it.</summary>
/// <remarks>Colours are premultiplied by their opacity and blended; the caller has set that.</remarks>
internal sealed class BodyPass : IDisposable
{
    private const uint BonesBinding = 0;
    private const float ContourPixels = 1.8f, ContourDepth = 0.02f, ContourOpacity = 0.9f, ShadowOpacity = 0.45f, Gamma = 2.2f;

    private readonly GL _gl;
    private readonly Program _skin;
    private readonly Program _contour;
    private readonly VideoUniforms _frame;
    private readonly BufferObject<AffineTransform> _bones;
    private readonly AffineTransform[] _flat = new AffineTransform[BodyTopology.MaxJoints];

    public BodyPass(GL gl)
    {
        _gl = gl;
        _skin = new Program(gl, "body skin", BodyShaders.Skin);
        _contour = new Program(gl, "body contour", BodyShaders.Contour);
        _frame = new VideoUniforms(_skin.Shader);
        _bones = new BufferObject<AffineTransform>(gl, BufferTargetARB.UniformBuffer, BufferUsageARB.StreamDraw);
        _bones.Allocate(BodyTopology.MaxJoints);
    }

    /// <summary>Draws everyone.</summary>
    /// <param name="view">Who looks; its pane is the viewport.</param>
    /// <param name="bodies">May be none.</param>
    /// <param name="frame">What transparent skins show behind them, where the view has it.</param>
    public void Draw(View view, BodyList bodies, Texture frame)
    {
        if (bodies.Count == 0)
        {
            return;
        }

        _gl.BindBufferBase(BufferTargetARB.UniformBuffer, BonesBinding, _bones.Id);
        _gl.Enable(EnableCap.CullFace);
        _gl.FrontFace(FrontFaceDirection.CW); // pictures are drawn top down, which mirrors every triangle
        _gl.CullFace(TriangleFace.Back);
        _gl.Enable(EnableCap.DepthTest);
        _skin.Begin(view, 0, 0);
        _frame.Set(view, frame);
        for (int i = 0; i < bodies.Count; i++)
        {
            Vector4 color = bodies.Color(i);
            Vector3 linear = new(MathF.Pow(color.X, Gamma), MathF.Pow(color.Y, Gamma), MathF.Pow(color.Z, Gamma));
            _skin.Shader.Set(_skin.Tint, new Vector4(linear, view.BodyOpacity * color.W));
            DrawOne(view, bodies.Mesh(i), bodies.Bones(i));
        }

        DrawContours(view, bodies);
        _gl.FrontFace(FrontFaceDirection.Ccw);
        _gl.Disable(EnableCap.CullFace);
        _gl.Disable(EnableCap.DepthTest);
    }

    /// <summary>Darkens the floor once where any body is between it and the light.</summary>
    public void DrawShadows(View view, BodyList bodies, in GroundPlane ground)
    {
        _gl.BindBufferBase(BufferTargetARB.UniformBuffer, BonesBinding, _bones.Id);
        _gl.Enable(EnableCap.StencilTest);
        _gl.StencilFunc(StencilFunction.Equal, 0, 0xFF);
        _gl.StencilOp(StencilOp.Keep, StencilOp.Keep, StencilOp.Incr);
        _contour.Begin(view, 0, 0);
        _contour.Shader.Set(_contour.Tint, new Vector4(0, 0, 0, ShadowOpacity));
        for (int i = 0; i < bodies.Count; i++)
        {
            ReadOnlySpan<AffineTransform> bones = bodies.Bones(i);
            for (int j = 0; j < bones.Length; j++)
            {
                _flat[j] = ground.Shadow(bones[j]);
            }

            DrawOne(view, bodies.Mesh(i), _flat.AsSpan(0, bones.Length));
        }

        _gl.Disable(EnableCap.StencilTest);
    }

    public void Dispose()
    {
        _skin.Shader.Dispose();
        _contour.Shader.Dispose();
        _bones.Dispose();
    }

    /// <summary>The body's far side, blown up by a constant number of pixels, shows as a line around whatever lies before it.</summary>
    private void DrawContours(View view, BodyList bodies)
    {
        _gl.CullFace(TriangleFace.Front);
        _contour.Begin(view, ContourPixels * view.Pane.UnitPixels, ContourDepth);
        for (int i = 0; i < bodies.Count; i++)
        {
            Vector4 color = bodies.Color(i);
            Vector3 dark = 0.22f * new Vector3(color.X, color.Y, color.Z);
            _contour.Shader.Set(_contour.Tint, new Vector4(dark, ContourOpacity * MathF.Min(1, 2 * view.BodyOpacity * color.W)));
            DrawOne(view, bodies.Mesh(i), bodies.Bones(i));
        }
    }

    private void DrawOne(View view, BodyMesh mesh, ReadOnlySpan<AffineTransform> bones)
    {
        _bones.Upload(bones);
        mesh.Vertices.Bind();
        BodyTopology.Level level = mesh.Topology.LevelFor(bones[0], view.Camera);
        ref byte start = ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), (nint)level.First * sizeof(int));
        _gl.DrawElements(PrimitiveType.Triangles, (uint)level.Count, DrawElementsType.UnsignedInt, in start);
    }

    private sealed class Program
    {
        private readonly CameraUniforms _camera;
        private readonly int _outline;
        private readonly int _behind;

        public Program(GL gl, string name, string fragment)
        {
            Shader = new ShaderProgram(gl, name, BodyShaders.Vertex, fragment);
            Shader.BindBlock("Bones", BonesBinding);
            _camera = new CameraUniforms(Shader);
            (_outline, _behind, Tint) = (Shader.Locate("outline"), Shader.Locate("behind"), Shader.Locate("tint"));
        }

        public ShaderProgram Shader { get; }

        public int Tint { get; }

        public void Begin(View view, float outlinePixels, float behind)
        {
            Shader.Use();
            _camera.Set(view.Camera, view.Pane);
            Shader.Set(_outline, new Vector2(2 * outlinePixels / view.Pane.Width, 2 * outlinePixels / view.Pane.Height));
            Shader.Set(_behind, behind);
        }
    }
}
