using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>Networks that cannot be used: one sentence that names the file and the cure, whatever is wrong with them.</summary>
public sealed class BadNetworkTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AMissingFile() =>
        (await RunAsync(_folder.File("gone.onnx"))).IsOneSentence(ExitCode.Failed, "gone.onnx", "does not exist; check the path");

    [Fact]
    public async Task AFolder()
    {
        Directory.CreateDirectory(_folder.File("folder.onnx"));
        (await RunAsync(_folder.File("folder.onnx"))).IsOneSentence(ExitCode.Failed, "folder.onnx", "check the path");
    }

    [Theory]
    [InlineData(0, "is empty; export or download it again")]
    [InlineData(1, "export or download it again")]
    [InlineData(2, "export or download it again")]
    public async Task AnEmptyOrTruncatedFile(int quarters, string cure)
    {
        byte[] whole = await File.ReadAllBytesAsync(networks.Pose, TestContext.Current.CancellationToken);
        string path = _folder.File("cut.onnx");
        await File.WriteAllBytesAsync(path, whole[..(whole.Length * quarters / 4)], TestContext.Current.CancellationToken);
        (await RunAsync(path)).IsOneSentence(ExitCode.Failed, "cut.onnx", cure);
    }

    [Fact]
    public async Task AFileOfNoise()
    {
        byte[] noise = new byte[5000];
        new Random(3).NextBytes(noise);
        await File.WriteAllBytesAsync(_folder.File("noise.onnx"), noise, TestContext.Current.CancellationToken);
        (await RunAsync(_folder.File("noise.onnx"))).IsOneSentence(ExitCode.Failed, "noise.onnx", "export or download it again");
    }

    [Fact]
    public async Task UnexpectedOutputs()
    {
        TinyNetworks.BuildUnknown().Save(_folder.File("classifier.onnx"));
        (await RunAsync(_folder.File("classifier.onnx"))).IsOneSentence(ExitCode.Failed, "classifier.onnx", "no known family", "classifier.livepose.json");
    }

    [Theory]
    [InlineData("""{ "input": { "width": 96 } }""", "input.width = 96", "correct the descriptor")]
    [InlineData("""{ "outputs": ["heat"] }""", "'heat'", "correct the name")]
    [InlineData("""{ "decoder": "simcc" }""", "'simcc'", "correct the decoder")]
    [InlineData("""{ "keypoints": "halpe26" }""", "[26, h, w]", "correct the decoder, outputs, strides or keypoints")]
    [InlineData("""{ "keypoints": "nobody12" }""", "nobody12", "known are coco17")]
    [InlineData("""{ "decoder": "magic" }""", "decoder", "livepose models inspect")]
    [InlineData("""{ "input": { "std": [1, 0, 1] } }""", "input.std", "must not be 0")]
    [InlineData("""{ "refine": """, "is not a JSON object", "correct it")]
    [InlineData("[]", "is not a JSON object", "correct it")]
    public async Task ADescriptorThatContradictsTheGraph(string descriptor, string what, string cure)
    {
        string path = _folder.File("pose.onnx");
        File.Copy(networks.Pose, path);
        await File.WriteAllTextAsync(_folder.File("pose.livepose.json"), descriptor, TestContext.Current.CancellationToken);
        (await RunAsync(path)).IsOneSentence(ExitCode.Failed, "pose", what, cure);
    }

    [Fact]
    public async Task ADetectorWhereAPoseNetworkBelongs() =>
        (await RunAsync(networks.Detector)).IsOneSentence(ExitCode.Usage, "detector.onnx", "is a detector, but --pose", "livepose models inspect");

    [Fact]
    public async Task APoseNetworkWhereADetectorBelongs() =>
        (await RunAsync(networks.Pose, networks.Pose)).IsOneSentence(ExitCode.Usage, "pose.onnx", "but --detector", "livepose models inspect");

    [Fact]
    public void NoDetectorForANetworkThatNeedsOne()
    {
        UsageException fault = Assert.Throws<UsageException>(() => TrackingNetworks.Load(new TrackingSettings { PosePath = networks.Pose }, 1, NullLogger.Instance));
        Assert.All(["pose.onnx", "--detector FILE", "livepose models install"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AConfidenceThatTheNetworkCannotGive()
    {
        CliResult result = await Cli.RunAsync(["video", Picture(), Picture(), "-o", _folder.File("out"), "--confidence", "ccnet", .. networks.Options]);
        result.IsOneSentence(ExitCode.Usage, "--confidence ccnet", "make one with 'livepose calibrate'");
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public async Task AGpuThatIsNotThere()
    {
        CliResult result = await Cli.RunAsync(["video", Picture(), "-o", _folder.File("out"), .. networks.Options, "--require-gpu"]);
        Assert.SkipWhen(result.Code == ExitCode.Done, "This machine has a GPU.");
        result.IsOneSentence(ExitCode.Failed, "GPU");
    }

    [Fact]
    public async Task InspectSaysTheSame() =>
        (await Cli.RunAsync("models", "inspect", _folder.File("gone.onnx"))).IsOneSentence(ExitCode.Failed, "gone.onnx", "check the path");

    [Fact]
    public async Task InspectExplainsAGoodOne()
    {
        CliResult result = await Cli.RunAsync("models", "inspect", networks.Pose);
        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        Assert.All(["heatmap", "coco17", "48"], word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }

    private string Picture() => Pictures.Write(_folder.File("one.bmp"));

    private async Task<CliResult> RunAsync(string pose, string? detector = null)
    {
        CliResult result = await Cli.RunAsync("video", Picture(), "-o", _folder.File("out"), "--detector", detector ?? networks.Detector, "--pose", pose);
        Assert.False(Directory.Exists(_folder.File("out")));
        return result;
    }
}
