namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class ShaderProgramTests(GlFixture fixture)
{
    private const string Vertex = "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }";

    private const string Fragment = "#version 330 core\nout vec4 color; void main() { color = vec4(1.0); }";

    [Fact]
    public void Source_ThatDoesNotCompile_ShowsTheDriversLog()
    {
        using GlScope gl = fixture.Use();
        GraphicsException error = Assert.Throws<GraphicsException>(
            () => new ShaderProgram(gl.Gl, "broken", Vertex, "#version 330 core\nvoid main() { no_such_name = 1.0; }"));
        Assert.Contains("fragment shader 'broken'", error.Message, StringComparison.Ordinal);
        Assert.Contains("no_such_name", error.Message, StringComparison.Ordinal); // only the driver says this
    }

    [Fact]
    public void Parts_ThatDoNotFit_ShowTheDriversLog()
    {
        using GlScope gl = fixture.Use();
        const string two = "#version 330 core\nout vec2 passed; void main() { passed = vec2(0.0); gl_Position = vec4(0.0); }";
        const string three = "#version 330 core\nin vec3 passed; out vec4 color; void main() { color = vec4(passed, 1.0); }";
        GraphicsException error = Assert.Throws<GraphicsException>(() => new ShaderProgram(gl.Gl, "unlinked", two, three));
        Assert.Contains("program 'unlinked'", error.Message, StringComparison.Ordinal);
        Assert.Contains("passed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locate_UnknownNames_AreErrors()
    {
        using GlScope gl = fixture.Use();
        using ShaderProgram shader = new(gl.Gl, "plain", Vertex, Fragment);
        Assert.Contains("'speed'", Assert.Throws<ArgumentException>(() => shader.Locate("speed")).Message, StringComparison.Ordinal);
        Assert.Contains("'Bones'", Assert.Throws<ArgumentException>(() => shader.BindBlock("Bones", 0)).Message, StringComparison.Ordinal);
    }
}
