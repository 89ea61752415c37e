namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class ContextTests(GlFixture fixture)
{
    [Fact]
    public void Headless_IsCore33OrNewer()
    {
        using GlScope gl = fixture.Use();
        int version = (10 * gl.Gl.GetInteger(Silk.NET.OpenGL.GetPName.MajorVersion)) + gl.Gl.GetInteger(Silk.NET.OpenGL.GetPName.MinorVersion);
        Assert.True(version >= 33, $"OpenGL {version / 10.0}");
    }

    [Fact]
    public void Headless_VersionThatNoDriverHas_NamesThePackage()
    {
        using (fixture.Use())
        {
        }

        GraphicsException error = Assert.Throws<GraphicsException>(() => new EglContext(9, 9));
        Assert.Contains("OpenGL 9.9", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt install", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Headless_MovesToAnotherThread_AndSecondContextIsIndependent()
    {
        using (fixture.Use())
        {
        }

        using EglContext context = new();
        context.Release();
        string? renderer = null;
        Thread thread = new(() =>
        {
            context.MakeCurrent();
            renderer = context.Gl.GetStringS(Silk.NET.OpenGL.StringName.Renderer);
            context.Release();
        });
        thread.Start();
        thread.Join();
        Assert.False(string.IsNullOrEmpty(renderer));
    }

    [Fact]
    public void Headless_InUseOnAnotherThread_SaysSo()
    {
        using (fixture.Use())
        {
        }

        using EglContext context = new(); // current here
        Exception? error = null;
        Thread thread = new(() => error = Record.Exception(context.MakeCurrent));
        thread.Start();
        thread.Join();
        Assert.Contains("in use on another thread", Assert.IsType<GraphicsException>(error).Message, StringComparison.Ordinal);
    }
}
