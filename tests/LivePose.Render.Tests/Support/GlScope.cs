using Silk.NET.OpenGL;

namespace LivePose.Render.Tests;

/// <summary>The time in which a test's thread owns the shared context.</summary>
public sealed class GlScope : IDisposable
{
    private readonly EglContext _context;

    public GlScope(EglContext context)
    {
        _context = context;
        _context.MakeCurrent();
    }

    public GL Gl => _context.Gl;

    public void Dispose()
    {
        GLEnum error = Gl.GetError();
        _context.Release();
        Assert.Equal(GLEnum.NoError, error);
    }
}
