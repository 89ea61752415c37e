using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>How a shader's inputs are read from vertex buffers, and which index buffer draws them.</summary>
public sealed class VertexArray : IDisposable
{
    private readonly GL _gl;
    private readonly uint _id;

    /// <summary>Makes an array without inputs.</summary>
    public VertexArray(GL gl)
    {
        _gl = gl;
        _id = gl.GenVertexArray();
    }

    /// <summary>Makes it the one that draw calls use.</summary>
    public void Bind() => _gl.BindVertexArray(_id);

    /// <summary>Reads an input as floats.</summary>
    /// <typeparam name="T">One element of the buffer.</typeparam>
    /// <param name="location">The input's location in the shader.</param>
    /// <param name="buffer">Where it is read.</param>
    /// <param name="components">Floats of the input, 1 to 4.</param>
    /// <param name="offset">Of the input in the element, bytes.</param>
    /// <param name="divisor">0 = one element a vertex, 1 = one an instance.</param>
    public void Floats<T>(uint location, BufferObject<T> buffer, int components, int offset = 0, uint divisor = 0)
        where T : unmanaged
    {
        Enable(location, buffer, divisor);
        _gl.VertexAttribPointer(location, components, VertexAttribPointerType.Float, false, (uint)Unsafe.SizeOf<T>(), offset);
    }

    /// <summary>Reads an input as whole numbers of one byte each.</summary>
    /// <param name="location">The input's location in the shader.</param>
    /// <param name="buffer">Where it is read, <paramref name="components"/> bytes a vertex.</param>
    /// <param name="components">Numbers of the input, 1 to 4.</param>
    public void Bytes(uint location, BufferObject<byte> buffer, int components)
    {
        Enable(location, buffer, 0);
        _gl.VertexAttribIPointer(location, components, VertexAttribIType.UnsignedByte, (uint)components, 0);
    }

    /// <summary>Draws triangles through this index buffer.</summary>
    public void Indices(BufferObject<int> buffer)
    {
        Bind();
        buffer.Bind();
    }

    /// <inheritdoc/>
    public void Dispose() => _gl.DeleteVertexArray(_id);

    private void Enable<T>(uint location, BufferObject<T> buffer, uint divisor)
        where T : unmanaged
    {
        Bind();
        buffer.Bind();
        _gl.EnableVertexAttribArray(location);
        _gl.VertexAttribDivisor(location, divisor);
    }
}
