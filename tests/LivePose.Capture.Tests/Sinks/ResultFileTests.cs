using System.Globalization;
using System.Text.Json;
using LivePose.Capture.Sinks;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sinks;

/// <summary>COCO, OpenPose, CSV and the set of all.</summary>
public sealed class ResultFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Frame _frame = FramePools.NewFrame();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CocoIsValidJsonAfterEveryFrame()
    {
        string path = _folder.File("a.coco.json");
        using CocoResultsSink sink = new(path);
        sink.Begin(Headers.Plain);
        Assert.Empty(Entries(path));
        int entries = 0;
        for (int n = 0; n < 6; n++)
        {
            int people = n % 3;
            sink.Write(FramePools.Fill(_frame, n, people));
            entries += people;
            Assert.Equal(entries, Entries(path).Length);
        }

        sink.Complete();
        JsonElement first = Entries(path)[0];
        Assert.Equal((1, 1, 1), (first.GetProperty("image_id").GetInt32(), first.GetProperty("category_id").GetInt32(), first.GetProperty("track_id").GetInt32()));
        Assert.Equal(51, first.GetProperty("keypoints").GetArrayLength());
        Assert.Equal([13.346, 7.0], first.GetProperty("keypoints").EnumerateArray().Take(2).Select(e => e.GetDouble()));
        Assert.Equal([11.123, 5.5, 20, 30.25], first.GetProperty("bbox").EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal(0.8765, first.GetProperty("score").GetDouble());
        Assert.Equal(17, first.GetProperty("visibility").GetArrayLength());
    }

    [Fact]
    public void CocoTakesImageIdsFromNumericFileNames()
    {
        string path = _folder.File("a.coco.json");
        using (CocoResultsSink sink = new(path))
        {
            sink.Begin(Headers.Plain with { FrameNames = ["000000000785.jpg", "000000000790.jpg"] });
            sink.Write(FramePools.Fill(_frame, 1, people: 1));
        }

        Assert.Equal(790, Entries(path)[0].GetProperty("image_id").GetInt32());
        Assert.Null(CocoResultsSink.NumbersIn(["1.jpg", "b.jpg"]));
        Assert.Null(CocoResultsSink.NumbersIn(["1.jpg", "01.png"]));
    }

    [Fact]
    public void OpenPoseWritesOneFileAFrameAndLeavesNothingStale()
    {
        string folder = _folder.File("a.openpose");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "a_000000000099_keypoints.json"), "stale");
        File.WriteAllText(Path.Combine(folder, "a_notes_keypoints.json"), "not ours");
        using (OpenPoseSink sink = new(folder, "a"))
        {
            sink.Begin(Headers.Plain);
            sink.Write(FramePools.Fill(_frame, 0, people: 0));
            sink.Write(FramePools.Fill(_frame, 12, people: 2));
            sink.Complete();
        }

        Assert.Equal(
            ["a_000000000000_keypoints.json", "a_000000000012_keypoints.json", "a_notes_keypoints.json"],
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "a_000000000012_keypoints.json")));
        Assert.Equal(1.3, document.RootElement.GetProperty("version").GetDouble());
        JsonElement person = document.RootElement.GetProperty("people")[1];
        Assert.Equal(2, person.GetProperty("person_id")[0].GetInt32());
        Assert.Equal(51, person.GetProperty("pose_keypoints_2d").GetArrayLength());
        Assert.Equal(0, person.GetProperty("hand_left_keypoints_2d").GetArrayLength());
    }

    [Fact]
    public void CsvHasOneRowForEachKeypoint()
    {
        string path = _folder.File("a.csv");
        using (CsvSink sink = new(path))
        {
            sink.Begin(Headers.Plain);
            sink.Write(FramePools.Fill(_frame, 3, people: 2));
            sink.Write(FramePools.Fill(_frame, 4, people: 0));
            sink.Complete();
        }

        string[] rows = File.ReadAllLines(path);
        Assert.Equal(1 + (2 * 17), rows.Length);
        string[] names = rows[0].Split(',');
        string[] cells = rows[1 + 17 + 5].Split(',');
        Assert.Equal(names.Length, cells.Length);
        Assert.Equal("3,0.1,2,0.8765,13.123,5.5,20,30.25,left_shoulder,20.346,13,0.3125,0.8438", rows[1 + 17 + 5]);
        Assert.All(rows.Skip(1), row => Assert.True(double.Parse(row.Split(',')[9], CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public void TheSetWritesEveryFormatUnderTheDocumentedName()
    {
        Ffmpeg.SkipWhenMissing();
        using (SinkSet set = PoseSinks.Create(PoseSinks.Formats, _folder.File("out"), "my clip", new VideoSinkOptions(), NullLogger.Instance))
        {
            set.Begin(Headers.Plain);
            for (int n = 0; n < 3; n++)
            {
                set.Write(FramePools.Fill(_frame, n, people: 1));
            }

            set.Complete();
        }

        Assert.Equal(
            ["my_clip.coco.json", "my_clip.mp4", "my_clip.openpose", "my_clip.poses.csv", "my_clip.poses.jsonl"],
            Directory.EnumerateFileSystemEntries(_folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnUnknownFormatIsRefusedWithTheChoices()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => PoseSinks.Create(["jsonl", "xml"], _folder.Path, "a", new VideoSinkOptions(), NullLogger.Instance));
        Assert.Contains("'xml' is not an output format; choose from jsonl, coco, openpose, csv, video", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://host:80/a?b", "http___host_80_a_b")]
    [InlineData("camera 0", "camera_0")]
    [InlineData("..", "source")]
    [InlineData("clip.mp4", "clip.mp4")]
    public void NamesBecomeFileNames(string name, string expected) => Assert.Equal(expected, PoseSinks.FileName(name));

    [Fact]
    public void AFolderThatCannotBeWrittenIsNamed()
    {
        File.WriteAllText(_folder.File("file"), "in the way");
        foreach (string format in PoseSinks.Formats)
        {
            using SinkSet set = PoseSinks.Create([format], _folder.File("file", "sub"), "a", new VideoSinkOptions(), NullLogger.Instance);
            IOException error = Assert.Throws<IOException>(() => set.Begin(Headers.Plain));
            Assert.Contains(_folder.File("file", "sub"), error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void OneFailureDoesNotKeepTheOthersFromBeingFinished()
    {
        FailingSink failing = new();
        FailingSink other = new();
        using SinkSet set = new([failing, other]);
        Assert.Equal("first", Assert.Throws<IOException>(set.Complete).Message);
        Assert.True(other.IsCompleted);
    }

    private static JsonElement[] Entries(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray()];
    }

    private sealed class FailingSink : IPoseSink
    {
        public bool IsCompleted { get; private set; }

        public void Begin(SinkHeader header)
        {
        }

        public void Write(Frame frame)
        {
        }

        public void Complete()
        {
            IsCompleted = true;
            throw new IOException("first");
        }

        public void Dispose()
        {
        }
    }
}
