using System.Text.Json;
using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

public sealed class SynthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_images_can_be_evaluated()
    {
        string model = SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"), set = _folder.File("set"), json = _folder.File("eval.json");
        CliResult made = await Cli.RunAsync("synth", "images", "--count", "4", "--seed", "3", "--size", "320", "-o", set);
        Assert.True(made.Code == ExitCode.Done, made.Error);
        Assert.Contains("4 images", made.Output, StringComparison.Ordinal);
        CliResult evaluated = await Cli.RunAsync(
            "eval", "--annotations", Path.Combine(set, "annotations.json"), "--images", Path.Combine(set, "images"), "--model", model, "--json", json);
        Assert.True(evaluated.Code == ExitCode.Done, evaluated.Error);
        using JsonDocument scores = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Assert.True(scores.RootElement.GetProperty("AR").GetDouble() > .1, "a network for real people finds some keypoints of synthetic ones");
    }

    [Fact]
    public async Task Bad_input_gets_one_sentence()
    {
        string set = _folder.File("set");
        (await Cli.RunAsync("synth", "images", "--count", "0", "-o", set)).IsOneSentence(ExitCode.Failed, "0 images");
        (await Cli.RunAsync("synth", "images", "--count", "many", "-o", set)).IsOneSentence(ExitCode.Usage, "many");
        (await Cli.RunAsync("synth", "images", "--count", "1")).IsOneSentence(ExitCode.Usage, "--output");
        (await Cli.RunAsync("synth", "images", "--count", "1", "-o", set, "--body", _folder.File("none"))).IsOneSentence(ExitCode.Failed, "mh_base.obj", "none");
        (await Cli.RunAsync("synth", "images", "--count", "1", "-o", set, "--backgrounds", _folder.File("none"))).IsOneSentence(ExitCode.Failed, "backgrounds", "none");
        await File.WriteAllTextAsync(_folder.File("mine.txt"), "mine", TestContext.Current.CancellationToken);
        (await Cli.RunAsync("synth", "images", "--count", "1", "-o", _folder.Path)).IsOneSentence(ExitCode.Failed, "not empty");
        (await Cli.RunAsync("synth", "images", "--count", "1", "-o", "/proc/set")).IsOneSentence(ExitCode.Failed, "/proc/set");
        Assert.False(Directory.Exists(set));
    }

    [Fact]
    public async Task Where_nothing_can_be_drawn_it_says_what_to_install_and_writes_nothing()
    {
        string set = _folder.File("set");
        using ChildRun run = ChildRun.StartProgram(
            ChildRun.Executable, ["synth", "images", "--count", "1", "-o", set], ("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere/50_none.json"));
        (await run.EndAsync()).IsOneSentence(ExitCode.Failed, "EGL", "apt install");
        Assert.False(Directory.Exists(set));
    }
}
