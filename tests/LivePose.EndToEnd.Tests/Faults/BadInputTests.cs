using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>Inputs that cannot be read: one sentence, the right exit code, and the other inputs are done.</summary>
public sealed class BadInputTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]?, string> BadFiles { get; } = new()
    {
        { "missing.mp4", null, "does not exist; check the path" },
        { "empty.mp4", [], "is empty (0 bytes); copy or record it again" },
        { "text.mp4", "this is no video, whatever its name says\n"u8.ToArray(), "is not a video that can be decoded; give a video file" },
        { "noise.avi", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i >> 3))], "is not a video that can be decoded" },
        { "empty.png", [], "is empty (0 bytes)" },
        { "text.jpg", "no picture\n"u8.ToArray(), "is not an image that can be decoded; save it again" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task ABadFileIsOneSentence(string name, byte[]? content, string cure)
    {
        (await RunAsync(Write(name, content))).IsOneSentence(ExitCode.Failed, name, cure);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    /// <summary>An MP4 as a recording leaves it that was cut off: its index, which comes last, is missing.</summary>
    [Fact]
    public async Task ATruncatedVideoIsOneSentence()
    {
        byte[] whole = await File.ReadAllBytesAsync(Ffmpeg.Pattern(_folder.File("whole.mp4"), 25), TestContext.Current.CancellationToken);
        (await RunAsync(Write("cut.mp4", whole[..(whole.Length / 2)]))).IsOneSentence(ExitCode.Failed, "cut.mp4", "its data is cut off", "copy or record it again");
    }

    /// <summary>An MP4 with its index in front is read up to where it was cut.</summary>
    [Fact]
    public async Task WhatIsThereOfATruncatedVideoIsUsed()
    {
        string path = _folder.File("whole.mp4");
        Ffmpeg.Run($"-i {Ffmpeg.Pattern(_folder.File("plain.mp4"), 50)} -c copy -movflags +faststart {path}");
        byte[] whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        CliResult result = await RunAsync(Write("cut.mp4", whole[..(whole.Length * 3 / 4)]));
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.InRange(PoseLog.Read(_folder.File("out", "cut.poses.jsonl")).Lines.Count, 10, 49);
    }

    [Fact]
    public async Task AnEmptyFolderIsOneSentence()
    {
        Directory.CreateDirectory(_folder.File("nothing"));
        (await RunAsync(_folder.File("nothing"))).IsOneSentence(ExitCode.Failed, "nothing");
    }

    [Fact]
    public async Task APatternWithoutMatchIsOneSentence() =>
        (await RunAsync(_folder.File("*.bmp"))).IsOneSentence(ExitCode.Failed, "*.bmp");

    [Fact]
    public async Task OneBadFileDoesNotStopTheRest()
    {
        string good = Pictures.Write(_folder.File("good.bmp")), bad = Write("bad.mp4", []), late = Pictures.Write(_folder.File("late.bmp"));
        CliResult result = await RunAsync(good, bad, _folder.File("gone.mp4"), late);
        Assert.Equal(ExitCode.Failed, result.Code);
        Assert.Equal(3, result.Sentences.Length);
        Assert.Contains("bad.mp4' is empty", result.Sentences[0], StringComparison.Ordinal);
        Assert.Contains("gone.mp4' does not exist", result.Sentences[1], StringComparison.Ordinal);
        Assert.Equal($"2 of 4 inputs failed: {bad}, {_folder.File("gone.mp4")}", result.Sentences[2]);
        Assert.Equal(["good.bmp", "late.bmp"], result.Output.TrimEnd().Split('\n').Select(line => line.Split(':')[0]));
        Assert.All(["good", "late"], name => Assert.Single(PoseLog.Read(_folder.File("out", name + ".poses.jsonl")).Lines));
    }

    [Theory]
    [InlineData("/dev/video99", "There is no camera 99", "connect one")]
    [InlineData("99", "There is no camera 99", "connect one")]
    [InlineData("gopher://host/x", "gopher://host/x", "use one of rtsp")]
    [InlineData("missing.mp4", "missing.mp4", "check the path")]
    [InlineData("", "source is empty", "give a video file")]
    public async Task ABadLiveSourceIsOneSentence(string source, string what, string cure)
    {
        string json = _folder.File("live.jsonl");
        (await Cli.RunAsync(["live", "--source", source, "--json", json, .. networks.Options])).IsOneSentence(ExitCode.Failed, what, cure);
        Assert.False(File.Exists(json));
    }

    [Fact]
    public async Task NobodyAtTheAddressIsOneSentenceWithoutThePassword()
    {
        CliResult result = await Cli.RunAsync(["live", "--source", "http://me:secret@127.0.0.1:9/x", .. networks.Options]);
        result.IsOneSentence(ExitCode.Failed, "http://127.0.0.1:9/x");
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(params string[] inputs) =>
        Cli.RunAsync(["video", .. inputs, "-o", _folder.File("out"), "--formats", "jsonl", .. networks.Options]);

    private string Write(string name, byte[]? content)
    {
        string path = _folder.File(name);
        if (content is not null)
        {
            File.WriteAllBytes(path, content);
        }

        return path;
    }
}
