using LivePose.App;
using LivePose.EndToEnd.Tests.Support;

namespace LivePose.EndToEnd.Tests.Usage;

/// <summary>Command lines that are wrong: exit code 2, nothing on stdout, and what to change.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("bogus", "'bogus'")]
    [InlineData("video a.mp4 --pose p.onnx --output", "--output")]
    [InlineData("video a.mp4 --pose p.onnx", "--output")]
    [InlineData("video -o out --pose p.onnx", "INPUT")]
    [InlineData("video a.mp4 -o out --pose p.onnx --bogus", "'--bogus'")]
    [InlineData("video a.mp4 -o out --pose p.onnx --threads many", "'many' for option '--threads' as a whole number")]
    [InlineData("video a.mp4 -o out --pose p.onnx --threads 0", "--threads 0 is outside 1 to 256")]
    [InlineData("video a.mp4 -o out --pose p.onnx --max-people 65", "--max-people 65 is outside 1 to 64")]
    [InlineData("video a.mp4 -o out --pose p.onnx --detect-every -1", "--detect-every -1 is outside 0")]
    [InlineData("video a.mp4 -o out --pose p.onnx --device abacus", "abacus")]
    [InlineData("video a.mp4 -o out --pose p.onnx --device cpu --require-gpu", "leave one of them out")]
    [InlineData("video a.mp4 -o out --pose p.onnx --formats jsonl,xml", "'xml'; choose from jsonl, coco, openpose, csv, video")]
    [InlineData("video a.mp4 -o out --pose p.onnx --formats ,", "choose from jsonl")]
    [InlineData("video a.mp4 -o out --pose p.onnx --formats jsonl --render grid", "--formats leaves it out; add video")]
    [InlineData("video a.mp4 -o out --pose p.onnx --render cube", "cube")]
    [InlineData("live --pose p.onnx --window --no-window", "leave one of them out")]
    [InlineData("render p.jsonl -o out.png", "--frame")]
    [InlineData("render p.jsonl --frame one -o out.png", "'one'")]
    [InlineData("live --pose p.onnx --seconds soon", "'soon' for option '--seconds' as a number")]
    [InlineData("live --pose p.onnx --seconds -1", "--seconds -1 is outside 0")]
    [InlineData("live --pose p.onnx --seconds NaN", "--seconds NaN is outside 0")]
    [InlineData("live --source 0 --pose rtmdet-nano", "'rtmdet-nano' is a person detector, but --pose")]
    [InlineData("models inspect --bogus", "'--bogus'")]
    [InlineData("models", "command")]
    [InlineData("models inspect", "FILE")]
    [InlineData("models install", "NAME")]
    [InlineData("models install rtmpose-t no-such", "'no-such'; known are rtmpose-")]
    [InlineData("models install rtmpose-t --source here", "--source 'here' is not the address")]
    [InlineData("models list --bogus", "--bogus")]
    public async Task WhatIsWrongIsSaid(string arguments, string word)
    {
        CliResult result = await Cli.RunAsync(arguments.Split(' '));
        Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Output));
        Assert.Contains(word, Assert.Single(result.Sentences), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("video --help")]
    [InlineData("live -h")]
    [InlineData("models inspect --help")]
    public async Task HelpGoesToStdout(string arguments)
    {
        CliResult result = await Cli.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpNamesEveryCommand()
    {
        string help = (await Cli.RunAsync("--help")).Output;
        Assert.All(Program.Root().Subcommands, command => Assert.Contains($"  {command.Name}", help, StringComparison.Ordinal));
    }
}
