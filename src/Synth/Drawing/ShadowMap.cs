using System.Numerics;
using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.People;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>The people as the sun sees them: what lies behind them in its light is in their shadow.</summary>
internal sealed class ShadowMap : IDisposable
{
    /// <summary>Texture unit that holds it.</summary>
    public const int Unit = 1;

    private const int Size = 768;

    /// <summary>People beyond this distance from the nearest cast no shadow, metres; room around joints for flesh and clothes.</summary>
    private const float Reach = 7, Flesh = 0.35f;

    private const string Vertex = """
        #version 330 core
        layout(location = 0) in vec3 position;
        uniform vec4 shadow0, shadow1, shadow2;
        void main()
        {
            vec4 p = vec4(position, 1.0);
            gl_Position = vec4(2.0 * vec3(dot(shadow0, p), dot(shadow1, p), dot(shadow2, p)) - 1.0, 1.0);
        }
        """;

    private const string Fragment = "#version 330 core\nvoid main() {}\n";

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly uint _texture;
    private readonly uint _framebuffer;
    private readonly int[] _rows;

    public ShadowMap(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "shadow", Vertex, Fragment);
        _rows = [_shader.Locate("shadow0"), _shader.Locate("shadow1"), _shader.Locate("shadow2")];
        _texture = gl.GenTexture();
        gl.ActiveTexture(TextureUnit.Texture0 + Unit);
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        gl.TexImage2D<byte>(
            TextureTarget.Texture2D, 0, InternalFormat.DepthComponent16, Size, Size, 0, PixelFormat.DepthComponent, PixelType.UnsignedShort, []);
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        Set(TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
        Set(TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureCompareMode, (int)TextureCompareMode.CompareRefToTexture);
        Set(TextureParameterName.TextureCompareFunc, (int)DepthFunction.Lequal);
        _framebuffer = gl.GenFramebuffer();
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.DepthAttachment, TextureTarget.Texture2D, _texture, 0);
        gl.DrawBuffer(DrawBufferMode.None);
        gl.ReadBuffer(ReadBufferMode.None);
    }

    /// <summary>World to the map: columns, rows and depth, each in [0, 1] where the map knows something.</summary>
    public AffineTransform ToMap { get; private set; }

    /// <summary>Draws the map.</summary>
    /// <param name="toSun">Unit vector.</param>
    /// <param name="joints">Joints of every person, metres.</param>
    /// <param name="drawPeople">Draws the people's shapes.</param>
    public void Draw(Vector3 toSun, IReadOnlyList<Vector3D[]> joints, Action drawPeople)
    {
        ToMap = Fit(toSun, joints);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        _gl.Viewport(0, 0, Size, Size);
        _gl.Clear(ClearBufferMask.DepthBufferBit);
        _shader.Use();
        _shader.Set(_rows[0], ToMap.Row0);
        _shader.Set(_rows[1], ToMap.Row1);
        _shader.Set(_rows[2], ToMap.Row2);
        drawPeople();
        _gl.ActiveTexture(TextureUnit.Texture0 + Unit);
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _gl.DeleteFramebuffer(_framebuffer);
        _gl.DeleteTexture(_texture);
    }

    private static AffineTransform Fit(Vector3 toSun, IReadOnlyList<Vector3D[]> joints)
    {
        Vector3 across = Vector3.Normalize(Vector3.Cross(MathF.Abs(toSun.Y) < .95f ? Vector3.UnitY : Vector3.UnitX, toSun));
        Vector3 up = Vector3.Cross(toSun, across), away = -toSun;
        Vector3 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (Vector3D[] person in joints)
        {
            if (joints.Count > 0 && (person[0] - joints[0][0]).Length > Reach)
            {
                continue;
            }

            foreach (Vector3D joint in person)
            {
                Vector3 p = Figure.ToVector(joint);
                Vector3 inLight = new(Vector3.Dot(across, p), Vector3.Dot(up, p), Vector3.Dot(away, p));
                (low, high) = (Vector3.Min(low, inLight), Vector3.Max(high, inLight));
            }
        }

        (low, high) = (low - new Vector3(Flesh), high + new Vector3(Flesh));
        Vector3 scale = Vector3.One / (high - low);
        return new AffineTransform(
            scale.X * new Vector4(across, -low.X), scale.Y * new Vector4(up, -low.Y), scale.Z * new Vector4(away, -low.Z));
    }

    private void Set(TextureParameterName name, int value) => _gl.TexParameter(TextureTarget.Texture2D, name, value);
}
