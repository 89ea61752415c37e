using System.Numerics;
using LivePose.Render;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;
using VertexArray = LivePose.Render.VertexArray;

namespace LivePose.Synth.Drawing;

/// <summary>Fills what nothing else covers: a gradient with a pattern, or a photograph.</summary>
internal sealed class BackdropPass : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _gradient;
    private readonly ShaderProgram _photo;
    private readonly VertexArray _empty;
    private readonly VideoTexture _texture;
    private readonly int _first;
    private readonly int _second;
    private readonly int _bottom;
    private readonly int _part;

    public BackdropPass(GL gl)
    {
        _gl = gl;
        _gradient = new ShaderProgram(gl, "gradient", PropShaders.BackdropVertex, PropShaders.Gradient);
        _photo = new ShaderProgram(gl, "photograph", PropShaders.BackdropVertex, PropShaders.Photo);
        _empty = new VertexArray(gl);
        _texture = new VideoTexture(gl);
        (_first, _second, _bottom) = (_gradient.Locate("first"), _gradient.Locate("second"), _gradient.Locate("bottom"));
        _part = _photo.Locate("part");
    }

    /// <summary>Draws it; the patterns are bound. Another texture may be bound afterwards.</summary>
    public void Draw(SynthScene scene)
    {
        Backdrop backdrop = scene.Backdrop;
        if (backdrop.Photo is Photo photo)
        {
            _texture.Load(new BgrImage(photo.Bgr, photo.Width, photo.Height, 3 * photo.Width));
            _photo.Use();
            _photo.Set(_part, backdrop.Part);
        }
        else
        {
            _gradient.Use();
            _gradient.Set(_first, new Vector4(backdrop.Top.First, (float)backdrop.Top.Pattern));
            _gradient.Set(_second, new Vector4(backdrop.Top.Second, backdrop.Top.Period));
            _gradient.Set(_bottom, new Vector4(backdrop.Bottom, (float)scene.Height / scene.Width));
        }

        _empty.Bind();
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _gradient.Dispose();
        _photo.Dispose();
        _empty.Dispose();
        _texture.Dispose();
    }
}
