namespace LivePose.Render.Tests;

/// <summary>One headless context for all drawing tests, which therefore run one after the other.</summary>
public sealed class GlFixture : IDisposable
{
    private readonly EglContext? _context;
    private readonly string _reason = "";

    public GlFixture()
    {
        try
        {
            _context = new EglContext();
            _context.Release();
        }
        catch (GraphicsException e)
        {
            _reason = e.Message;
        }
    }

    /// <summary>Makes the context current on this thread until the result is disposed; skips the test where there is none.</summary>
    public GlScope Use()
    {
        Assert.SkipWhen(_context is null, _reason);
        return new GlScope(_context!);
    }

    public void Dispose()
    {
        _context?.MakeCurrent();
        _context?.Dispose();
    }
}
