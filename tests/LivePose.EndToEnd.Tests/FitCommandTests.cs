using LivePose.App.Bodies;
using LivePose.App.Commands;
using LivePose.Capture.Sinks;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

public sealed class FitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly StringWriter _output = new();

    private readonly StringWriter _error = new();

    [Theory]
    [InlineData()]
    [InlineData("--live")]
    [InlineData("--weights", "confidence2", "--focal", "1200")]
    public void FitsTwoPeopleAndWritesEveryFormat(params string[] more)
    {
        string poses = WritePoses(people: 2);
        Assert.Equal(0, Run([poses, "-o", _folder.File("out"), .. more]));
        foreach (string name in (string[])["joints.jsonl", "person_001.npz", "person_001.bvh", "person_001.trc", "person_001.glb", "person_002.npz"])
        {
            Assert.True(new FileInfo(_folder.File("out", name)).Length > 100, name);
        }

        Assert.Contains("person 2: 6 of 6 frames fitted", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(7, File.ReadLines(_folder.File("out", "joints.jsonl")).Count());
        BodyMotion motion = BodyMotion.Read(_folder.File("out", "person_001.npz"));
        Assert.Equal(6, motion.FrameCount);
    }

    [Fact]
    public void WritesOnlyTheFormatsAskedFor()
    {
        Run([WritePoses(people: 1), "-o", _folder.File("out"), "--live", "--formats", "trc"]);
        Assert.Equal(["joints.jsonl", "person_001.trc"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void RefusesAFileWithNobodyInIt()
    {
        string poses = WritePoses(people: 0);
        FitRun run = new(poses, _folder.File("out"), new FittingSettings { Body = BuiltInBody.Model }, Live: true, _output, _error);
        Assert.Contains("holds no people", Assert.Throws<InvalidDataException>(run.Execute).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysThatTheFocalLengthIsAGuess()
    {
        Run([WritePoses(people: 1), "-o", _folder.File("out"), "--live", "--formats", "npz"]);
        Assert.Contains("--focal", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private int Run(string[] arguments) =>
        FitCommand.Create().Parse(arguments).Invoke(new() { Output = _output, Error = _error, EnableDefaultExceptionHandler = false });

    /// <summary>Six frames.</summary>
    private string WritePoses(int people)
    {
        string path = _folder.File("in.poses.jsonl");
        StandingPeople scene = new();
        FramePool pool = new(1, 1, StandingPeople.Layout);
        Assert.True(pool.TryRent(out FrameBatch? batch));
        using PoseLinesSink sink = new(path);
        sink.Begin(StandingPeople.Header);
        for (int t = 0; t < 6; t++)
        {
            scene.Show(batch.Next, t, [.. Enumerable.Range(0, people).Select(p => (p + 1, p - 0.5))]);
            sink.Write(batch.Next);
        }

        sink.Complete();
        return path;
    }
}
