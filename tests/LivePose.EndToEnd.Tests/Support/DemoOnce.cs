using System.Text.Json;
using LivePose.App;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>One short demonstration, made once for all tests that look at what it left.</summary>
public sealed class DemoOnce : IAsyncLifetime
{
    /// <summary>Frames of its clip.</summary>
    public const int Frames = 50;

    private readonly TemporaryFolder _folder = new();
    private CliResult? _result;

    /// <summary>What it printed.</summary>
    internal CliResult Result => _result!;

    /// <summary>Its numbers.</summary>
    public JsonElement Summary => JsonDocument.Parse(File.ReadAllText(PathOf("summary.json"))).RootElement;

    /// <summary>Path of something in its folder.</summary>
    public string PathOf(params string[] parts) => _folder.File(["demo", .. parts]);

    public async ValueTask InitializeAsync()
    {
        using var drawing = Headless.Thread(); // skips where nothing can be drawn
        _result = await Cli.RunAsync("demo", "-o", PathOf(), "--seconds", "2", "--seed", "1", "--threads", "2");
        Assert.True(_result.Code == ExitCode.Done, _result.Error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
