using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Brings finished pictures back from the GPU a few frames late, so that drawing and copying overlap.</summary>
/// <remarks>
/// A ring of pixel pack buffers with a fence each: <see cref="Enqueue"/> starts a copy, <see cref="Read"/> takes the oldest.
/// For a video: enqueue every frame, read once the ring is full, and read the rest at the end; the order is kept.
/// </remarks>
public sealed class FrameReadback : IDisposable
{
    private const ulong WaitNanoseconds = 1_000_000_000;

    private readonly GL _gl;
    private readonly Slot[] _ring;
    private int _first;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="depth">Pictures on their way at once, positive; each is one frame of delay.</param>
    public FrameReadback(GL gl, int depth = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        _gl = gl;
        _ring = new Slot[depth];
        for (int i = 0; i < depth; i++)
        {
            _ring[i].Buffer = new BufferObject<byte>(gl, BufferTargetARB.PixelPackBuffer, BufferUsageARB.StreamRead);
        }
    }

    /// <summary>Pictures on their way.</summary>
    public int Count { get; private set; }

    /// <summary>True when <see cref="Read"/> must be called before the next <see cref="Enqueue"/>.</summary>
    public bool IsFull => Count == _ring.Length;

    /// <summary>Bytes that the oldest picture needs: 3 a pixel, rows without padding; 0 when there is none.</summary>
    public int NextLength => Count == 0 ? 0 : _ring[_first].Length;

    /// <summary>True when the oldest picture has arrived, so that <see cref="Read"/> will not wait.</summary>
    public bool IsNextReady =>
        Count > 0 && _gl.ClientWaitSync(_ring[_first].Fence, SyncObjectMask.Bit, 0) is GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied;

    /// <summary>Starts the copy of a flat picture.</summary>
    /// <exception cref="InvalidOperationException">The ring is full.</exception>
    public void Enqueue(RenderTarget target)
    {
        if (IsFull)
        {
            throw new InvalidOperationException($"All {_ring.Length} read-back buffers are on their way; read one first.");
        }

        ref Slot slot = ref _ring[(_first + Count) % _ring.Length];
        slot.Length = checked(3 * target.Width * target.Height);
        if (slot.Buffer.Capacity < slot.Length)
        {
            slot.Buffer.Allocate(slot.Length);
        }

        target.BindForReading();
        slot.Buffer.Bind();
        _gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        _gl.ReadPixels(
            0, 0, (uint)target.Width, (uint)target.Height, PixelFormat.Bgr, PixelType.UnsignedByte, out Unsafe.NullRef<byte>());
        slot.Buffer.Unbind();
        slot.Fence = _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
        Count++;
    }

    /// <summary>Takes the oldest picture; waits when it has not arrived yet.</summary>
    /// <param name="bgr">Out: rows of B, G, R bytes from the top, no padding; at least <see cref="NextLength"/> bytes.</param>
    /// <exception cref="InvalidOperationException">None is on its way.</exception>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    /// <exception cref="GraphicsException">The context was lost.</exception>
    public void Read(Span<byte> bgr)
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("No picture is on its way; enqueue one first.");
        }

        ref Slot slot = ref _ring[_first];
        if (bgr.Length < slot.Length)
        {
            throw new ArgumentException($"{bgr.Length} bytes cannot hold a picture of {slot.Length} bytes.", nameof(bgr));
        }

        GLEnum state = GLEnum.TimeoutExpired;
        while (state == GLEnum.TimeoutExpired)
        {
            state = _gl.ClientWaitSync(slot.Fence, SyncObjectMask.Bit, WaitNanoseconds); // software may need longer than one wait
        }

        if (state == GLEnum.WaitFailed)
        {
            throw new GraphicsException("The driver lost the drawing context, because it was reset or ran out of memory; run again with smaller pictures, or with --render none.");
        }

        slot.Buffer.Bind();
        slot.Buffer.Read(bgr[..slot.Length]);
        slot.Buffer.Unbind();
        _gl.DeleteSync(slot.Fence);
        slot.Fence = 0;
        _first = (_first + 1) % _ring.Length;
        Count--;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Slot slot in _ring)
        {
            slot.Buffer.Dispose();
            if (slot.Fence != 0)
            {
                _gl.DeleteSync(slot.Fence);
            }
        }
    }

    private struct Slot
    {
        public BufferObject<byte> Buffer;
        public nint Fence;
        public int Length;
    }
}
