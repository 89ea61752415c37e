using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>An OpenGL context, 3.3 core or newer, whoever made it: headless EGL, a window, or a host program.</summary>
/// <remarks>
/// A context is current on at most one thread, and every GL object of this library belongs to the context that was current when
/// it was made: use and dispose it on that thread, before the context.
/// </remarks>
public interface IGlContext : IDisposable
{
    /// <summary>The functions of this context.</summary>
    GL Gl { get; }

    /// <summary>Makes the context current on the calling thread.</summary>
    void MakeCurrent();

    /// <summary>Releases the calling thread's current context, so that another thread may take it.</summary>
    void Release();
}
