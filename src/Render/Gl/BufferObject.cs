using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Memory of the GPU for values of one type: vertices, indices, uniform blocks, or pixels on their way in or out.</summary>
/// <typeparam name="T">Plain values, laid out as the shader or the driver reads them.</typeparam>
public sealed class BufferObject<T> : IDisposable
    where T : unmanaged
{
    private readonly GL _gl;
    private readonly BufferTargetARB _target;
    private readonly BufferUsageARB _usage;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="target">What it is bound as.</param>
    /// <param name="usage">How often it is written, and by whom.</param>
    public BufferObject(GL gl, BufferTargetARB target, BufferUsageARB usage)
    {
        (_gl, _target, _usage) = (gl, target, usage);
        Id = gl.GenBuffer();
    }

    /// <summary>The driver's name of it.</summary>
    public uint Id { get; }

    /// <summary>Values that fit.</summary>
    public int Capacity { get; private set; }

    /// <summary>Makes it the one that later calls on its target mean.</summary>
    public void Bind() => _gl.BindBuffer(_target, Id);

    /// <summary>Makes later calls on its target mean no buffer.</summary>
    public void Unbind() => _gl.BindBuffer(_target, 0);

    /// <summary>Binds it and gives it new memory, so that nobody waits for the old content; the new is undefined.</summary>
    public void Allocate(int count)
    {
        Bind();
        Capacity = count;
        _gl.BufferData(_target, (nuint)(count * Unsafe.SizeOf<T>()), in Unsafe.NullRef<byte>(), _usage);
    }

    /// <summary>Binds it and replaces its content; grows when needed, never shrinks.</summary>
    public void Upload(ReadOnlySpan<T> values)
    {
        Allocate(Math.Max(Capacity, values.Length));
        Write(0, values);
    }

    /// <summary>Writes a part of the bound buffer.</summary>
    /// <param name="first">Index of the first value to replace.</param>
    /// <param name="values">The new values.</param>
    public void Write(int first, ReadOnlySpan<T> values)
    {
        if (!values.IsEmpty)
        {
            _gl.BufferSubData(_target, first * Unsafe.SizeOf<T>(), values);
        }
    }

    /// <summary>Reads from the start of the bound buffer; waits until the GPU has written it.</summary>
    public void Read(Span<T> values) => _gl.GetBufferSubData(_target, 0, values);

    /// <inheritdoc/>
    public void Dispose() => _gl.DeleteBuffer(Id);
}
