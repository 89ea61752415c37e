using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>A vertex and a fragment shader, compiled and linked.</summary>
public sealed class ShaderProgram : IDisposable
{
    private readonly GL _gl;
    private readonly string _name;
    private readonly uint _id;

    /// <summary>Compiles and links.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="name">For messages.</param>
    /// <param name="vertex">GLSL 3.30 source.</param>
    /// <param name="fragment">GLSL 3.30 source.</param>
    /// <param name="feedback">Outputs of the vertex shader to write to a transform feedback buffer, interleaved.</param>
    /// <exception cref="GraphicsException">The driver refuses it; the message ends with the driver's log.</exception>
    public ShaderProgram(GL gl, string name, string vertex, string fragment, params string[] feedback)
    {
        (_gl, _name) = (gl, name);
        uint vertexShader = Compile(ShaderType.VertexShader, vertex);
        uint fragmentShader = 0;
        try
        {
            fragmentShader = Compile(ShaderType.FragmentShader, fragment);
            _id = Link(vertexShader, fragmentShader, feedback);
        }
        finally
        {
            gl.DeleteShader(vertexShader);
            gl.DeleteShader(fragmentShader);
        }
    }

    /// <summary>Makes it the program of later draw calls and <c>Set</c> calls.</summary>
    public void Use() => _gl.UseProgram(_id);

    /// <summary>Location of a uniform; look it up once and keep it.</summary>
    /// <exception cref="ArgumentException">The linked program has no such uniform.</exception>
    public int Locate(string uniform)
    {
        int location = _gl.GetUniformLocation(_id, uniform);
        return location >= 0 ? location : throw new ArgumentException($"Shader '{_name}' has no uniform '{uniform}'.", nameof(uniform));
    }

    /// <summary>Connects a uniform block to a binding point.</summary>
    /// <exception cref="ArgumentException">The linked program has no such block.</exception>
    public void BindBlock(string block, uint bindingPoint)
    {
        uint index = _gl.GetUniformBlockIndex(_id, block);
        if (index == uint.MaxValue)
        {
            throw new ArgumentException($"Shader '{_name}' has no uniform block '{block}'.", nameof(block));
        }

        _gl.UniformBlockBinding(_id, index, bindingPoint);
    }

    /// <summary>Sets a uniform of the program in use.</summary>
    public void Set(int location, float value) => _gl.Uniform1(location, value);

    /// <inheritdoc cref="Set(int, float)"/>
    public void Set(int location, Vector2 value) => _gl.Uniform2(location, value);

    /// <inheritdoc cref="Set(int, float)"/>
    public void Set(int location, Vector3 value) => _gl.Uniform3(location, value);

    /// <inheritdoc cref="Set(int, float)"/>
    public void Set(int location, Vector4 value) => _gl.Uniform4(location, value);

    /// <inheritdoc/>
    public void Dispose() => _gl.DeleteProgram(_id);

    private uint Compile(ShaderType type, string source)
    {
        uint shader = _gl.CreateShader(type);
        _gl.ShaderSource(shader, source);
        _gl.CompileShader(shader);
        if (_gl.GetShader(shader, ShaderParameterName.CompileStatus) == 0)
        {
            string log = _gl.GetShaderInfoLog(shader);
            _gl.DeleteShader(shader);
            throw Refused(type == ShaderType.VertexShader ? "vertex shader" : "fragment shader", log);
        }

        return shader;
    }

    private uint Link(uint vertex, uint fragment, string[] feedback)
    {
        uint program = _gl.CreateProgram();
        _gl.AttachShader(program, vertex);
        _gl.AttachShader(program, fragment);
        if (feedback.Length > 0)
        {
            _gl.TransformFeedbackVaryings(program, (uint)feedback.Length, feedback, TransformFeedbackBufferMode.InterleavedAttribs);
        }

        _gl.LinkProgram(program);
        if (_gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
        {
            string log = _gl.GetProgramInfoLog(program);
            _gl.DeleteProgram(program);
            throw Refused("program", log);
        }

        return program;
    }

    private GraphicsException Refused(string part, string log) => new(
        $"The driver '{_gl.GetStringS(StringName.Renderer)}' refuses the {part} '{_name}'; update the driver, or use Mesa's software one (LIBGL_ALWAYS_SOFTWARE=1). Its log: {log.Trim()}");
}
