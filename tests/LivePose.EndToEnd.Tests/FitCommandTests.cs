using LivePose.App.Commands;
using LivePose.Capture.Sinks;
using LivePose.Fitting;
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
        FitRun run = new(poses, _folder.File("out"), BuiltInBody.Model, new FitOptions(), null, true, [], _output, _error);
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

    /// <summary>Six frames of people who stand side by side and lift an arm.</summary>
    private string WritePoses(int people)
    {
        string path = _folder.File("in.poses.jsonl");
        PinholeCamera camera = new(1200, 1200, 640, 480);
        BodySkeleton skeleton = BuiltInBody.Model.ToSkeleton();
        BodyState state = new(skeleton, new KeypointRig(skeleton, KeypointSets.Coco17));
        FramePool pool = new(1, 1, new FrameLayout(4, 17));
        using PoseLinesSink sink = new(path);
        sink.Begin(new SinkHeader("test", 1280, 960, 30, KeypointSets.Coco17, "test", [], "expected OKS", "in view"));
        for (int t = 0; t < 6; t++)
        {
            Assert.True(pool.TryRent(out FrameBatch? batch));
            Frame frame = batch.Next;
            frame.ClearPeople();
            frame.Stamp = new FrameStamp(t, 0, TimeSpan.FromSeconds(t / 30.0));
            for (int p = 0; p < people; p++)
            {
                Stand(state, p - 0.5, 0.1 * t);
                Show(frame, state, camera, p + 1);
            }

            sink.Write(frame);
            batch.Return();
        }

        sink.Complete();
        return path;
    }

    private static void Stand(BodyState state, double x, double lift)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            state.Parameters.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        state.Parameters.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0));
        state.Parameters.Rotations[BodyJoint.LeftShoulder] *= Rotation.Exp(new Vector3D(0, 0, lift));
        state.Parameters.Translation = new Vector3D(x, 0, 4);
        state.Update();
    }

    private static void Show(Frame frame, BodyState state, PinholeCamera camera, int id)
    {
        (double X, double Y)[] pixels = [.. state.Kinematics.Keypoints.Select(camera.Project)];
        Box box = Box.FromCorners(
            (float)pixels.Min(p => p.X), (float)pixels.Min(p => p.Y), (float)pixels.Max(p => p.X), (float)pixels.Max(p => p.Y));
        Assert.True(frame.TryAdd(new Person(new TrackId(id), box, 0.9f, 0.9f)));
        Span<Keypoint> keypoints = frame.Keypoints(id - 1);
        for (int k = 0; k < keypoints.Length; k++)
        {
            keypoints[k] = new Keypoint((float)pixels[k].X, (float)pixels[k].Y, 0.9f, 1);
        }
    }
}
