using System.Text.Json;
using CsCheck;
using LivePose.Capture.Sinks;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sinks;

public sealed class PoseLinesSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("a.poses.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WritesTheDocumentedFormat()
    {
        KeypointSet two = new("two", ["left_a", "right_b"], [0.1f, 0.2f], [1, 0], [(0, 1)]);
        new FramePool(1, 1, new FrameLayout(2, 2)).TryRent(out FrameBatch? batch);
        Frame frame = batch!.Next;
        frame.Resize(4, 4);
        frame.Stamp = new FrameStamp(0, 0, TimeSpan.FromMilliseconds(33.3667));
        frame.TryAdd(new Person(new TrackId(1), new Box(1.5f, 2, 30.12345f, 40), 0.9f, 0.98768f));
        frame.Keypoints(0)[0] = new Keypoint(-0.0001f, 10.0005f, 1, 0.33333f);
        frame.Keypoints(0)[1] = new Keypoint(float.NaN, 3, 0, 1);
        using (PoseLinesSink sink = new(FilePath))
        {
            sink.Begin(Headers.Plain with { Keypoints = two });
            sink.Write(frame);
            frame.ClearPeople();
            frame.Stamp = new FrameStamp(7, 0, TimeSpan.FromSeconds(2));
            sink.Write(frame);
            sink.Complete();
        }

        string[] lines = File.ReadAllLines(FilePath);
        Assert.Equal(3, lines.Length);
        using JsonDocument header = JsonDocument.Parse(lines[0]);
        Assert.Equal("livepose.poses", header.RootElement.GetProperty("format").GetString());
        Assert.Equal(["left_a", "right_b"], header.RootElement.GetProperty("keypoints").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("expected OKS", header.RootElement.GetProperty("meaning").GetProperty("confidence").GetString());
        Assert.Equal("""{"frame":0,"time":0.033367,"people":[{"id":1,"box":[1.5,2,30.123,40],"score":0.9877,"keypoints":[[0,10,1,0.3333],[0,3,0,1]]}]}""", lines[1]);
        Assert.Equal("""{"frame":7,"time":2,"people":[]}""", lines[2]);
    }

    [Fact]
    public void EachFrameIsInTheFileBeforeTheNextIsTaken()
    {
        using PoseLinesSink sink = new(FilePath);
        sink.Begin(Headers.Plain);
        Frame frame = FramePools.NewFrame();
        for (int n = 1; n <= 5; n++)
        {
            sink.Write(FramePools.Fill(frame, n, people: 2));
            using StreamReader reader = new(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            string text = reader.ReadToEnd();
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.Equal(n + 1, text.Count(c => c == '\n'));
        }
    }

    [Fact]
    public void ReadsBackWhatWasWritten()
    {
        Gen<Keypoint> keypoint = Gen.Select(Gen.Float[-5000, 5000], Gen.Float[-5000, 5000], Gen.Float[0, 1], Gen.Float[0, 1], (x, y, c, v) => new Keypoint(x, y, c, v));
        Gen<(int Id, float Score, Keypoint[] Keypoints)> person = Gen.Select(Gen.Int[0, 1000], Gen.Float[0, 1], keypoint.Array[17]);
        person.Array[0, 5].Array[0, 8].Sample(
            frames =>
            {
                string path = _folder.File(Guid.NewGuid().ToString());
                Frame frame = FramePools.NewFrame();
                using (PoseLinesSink sink = new(path))
                {
                    sink.Begin(Headers.Plain);
                    for (int n = 0; n < frames.Length; n++)
                    {
                        sink.Write(Set(FramePools.Fill(frame, n, people: 0), frames[n]));
                    }
                }

                using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
                Assert.Same(KeypointSets.Coco17, reader.Header.Keypoints);
                foreach ((int Id, float Score, Keypoint[] Keypoints)[] people in frames)
                {
                    Assert.True(reader.TryRead(out PoseLine? line));
                    Assert.Equal(people.Length, line.People.Count);
                    foreach ((PoseLinePerson actual, (int Id, float Score, Keypoint[] Keypoints) wanted) in line.People.Zip(people))
                    {
                        Assert.Equal(wanted.Id, actual.Id.Value);
                        Assert.Equal(wanted.Score, actual.Score, 1e-4f);
                        Assert.All(actual.Keypoints.Zip(wanted.Keypoints), pair => Assert.True(IsNear(pair.First, pair.Second)));
                    }
                }

                Assert.False(reader.TryRead(out _));
            },
            iter: 50);
    }

    [Fact]
    public void AllocatesNothingPerFrame()
    {
        Frame frame = FramePools.NewFrame();
        using PoseLinesSink lines = new(FilePath);
        using CsvSink csv = new(_folder.File("a.csv"));
        AssertSteady(lines, frame);
        AssertSteady(csv, frame);
    }

    [Fact]
    public void AFullDiskIsOneSentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs the device /dev/full.");
        foreach (IPoseSink sink in new IPoseSink[] { new PoseLinesSink("/dev/full"), new CsvSink("/dev/full"), new CocoResultsSink("/dev/full") })
        {
            using (sink)
            {
                IOException error = Assert.Throws<IOException>(() => sink.Begin(Headers.Plain));
                Assert.Equal("Cannot write '/dev/full': the disk is full; what was written before stays readable. Free some space and run again.", error.Message);
            }
        }
    }

    private static void AssertSteady(IPoseSink sink, Frame frame)
    {
        sink.Begin(Headers.Plain);
        int n = 0;
        Allocation.AssertSteady(() => sink.Write(frame), bytesPerCall: 8, callsPerRound: 500, prepare: () => FramePools.Fill(frame, n++, people: 8));
    }

    private static Frame Set(Frame frame, (int Id, float Score, Keypoint[] Keypoints)[] people)
    {
        for (int i = 0; i < people.Length; i++)
        {
            frame.TryAdd(new Person(new TrackId(people[i].Id), new Box(1, 2, 3, 4), 1, people[i].Score));
            people[i].Keypoints.CopyTo(frame.Keypoints(i));
        }

        return frame;
    }

    private static bool IsNear(Keypoint a, Keypoint b) =>
        Math.Abs(a.X - b.X) < 1e-3f && Math.Abs(a.Y - b.Y) < 1e-3f
        && Math.Abs(a.Confidence - b.Confidence) < 1e-4f && Math.Abs(a.Visibility - b.Visibility) < 1e-4f;
}
