using LivePose.App;
using LivePose.App.Demo;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

/// <summary>Where <c>livepose demo</c> writes, and what it refuses.</summary>
public sealed class DemoFolderTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnEarlierDemonstrationIsReplacedAndOtherFilesStay()
    {
        DemoFolder.Prepare(_folder.File("demo"));
        string[] old = [Write("demo", "demo.mp4"), Write("demo", "demo.person_007.npz"), Write("demo", "demo.poses.jsonl"), Write("demo", "clip", "clip.mp4")];
        string[] other = [Write("demo", "notes.txt"), Write("demo", "clip", "mine.txt")];
        DemoFolder.Prepare(_folder.File("demo"));
        Assert.DoesNotContain(old, File.Exists);
        Assert.All(other, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public void AFolderWithOtherThingsMayBeUsed()
    {
        string other = Write("demo", "holiday.mp4");
        DemoFolder.Prepare(_folder.File("demo"));
        Assert.True(File.Exists(other));
    }

    [Theory]
    [InlineData("demo.mp4")]
    [InlineData("report.html")]
    [InlineData("summary.json")]
    [InlineData("demo.poses.jsonl")]
    [InlineData("clip/clip.mp4")]
    public async Task AFileThatNoDemonstrationMadeIsNotReplaced(string name)
    {
        string mine = Write("demo", name);
        CliResult result = await RunAsync("-o", _folder.File("demo"));
        result.IsOneSentence(ExitCode.Failed, name, "choose another folder with -o");
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AFileIsNoFolder() =>
        (await RunAsync("-o", Write("taken"))).IsOneSentence(ExitCode.Failed, "is a file", "-o");

    [Fact]
    public async Task AClipThatIsNotThereIsNamed() =>
        (await RunAsync("-o", _folder.File("demo"), "--clip", _folder.File("nowhere"))).IsOneSentence(ExitCode.Failed, "nowhere", "clip.mp4");

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "61")]
    [InlineData("--threads", "0")]
    public async Task NumbersOutOfRangeAreNamed(string option, string value)
    {
        (await RunAsync("-o", _folder.File("demo"), option, value)).IsOneSentence(ExitCode.Usage, option, value);
        Assert.False(Directory.Exists(_folder.File("demo")));
    }

    private Task<CliResult> RunAsync(params string[] arguments) =>
        Cli.RunAsync(["demo", .. arguments, "--detector", networks.Detector, "--pose", networks.Pose]);

    private string Write(params string[] parts)
    {
        string path = _folder.File(parts);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "mine");
        return path;
    }
}
