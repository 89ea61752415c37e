using System.Globalization;
using System.Text.Json;
using LivePose.App;
using LivePose.Capture.Sinks;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Real video, real networks, every format.</summary>
public class RealClipTests(TrackedClip clip) : IClassFixture<TrackedClip>
{
    [Fact]
    public async Task EveryFrameHasOneLineAtItsTime()
    {
        PoseLog log = await LogAsync();
        Assert.Equal(TrackedClip.Frames, log.Lines.Count);
        Assert.All(log.Lines.Index(), line =>
        {
            Assert.Equal(line.Index, line.Item.Frame);
            Assert.Equal(line.Index / (double)TrackedClip.Rate, line.Item.Time.TotalSeconds, 0.002);
        });
    }

    [Fact]
    public async Task TheHeaderSaysWhatTheNumbersAre()
    {
        SinkHeader header = (await LogAsync()).Header;
        Assert.Equal(("cam01.mp4", 360, 640), (header.Source, header.Width, header.Height));
        Assert.Equal(TrackedClip.Rate, header.FramesPerSecond, 0.01);
        Assert.Equal(KeypointSets.Coco17.Names, header.Keypoints.Names);
        Assert.Equal(["rtmdet_nano_person.onnx", "pp_tinypose_128x96.onnx"], header.Models);
        Assert.StartsWith("livepose ", header.Generator, StringComparison.Ordinal);
        Assert.StartsWith("expected OKS of the keypoint", header.ConfidenceMeaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BothPeopleKeepOneIdEach()
    {
        PoseLog log = await LogAsync();
        Assert.All(log.Lines, line => Assert.InRange(line.People.Count, 1, 2));
        int[] ids = [.. log.Lines.SelectMany(line => line.People).Select(person => person.Id.Value).Distinct()];
        Assert.Equal(2, ids.Length);
        Assert.Contains("40 frames, ", (await clip.Result).Output, StringComparison.Ordinal);
        Assert.Contains(" 2 people, ", (await clip.Result).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeypointsLieOnTheirPerson()
    {
        PoseLog log = await LogAsync();
        foreach (PoseLinePerson person in log.Lines.SelectMany(line => line.People))
        {
            Box around = person.Box.Scale(1.3f);
            Assert.InRange(person.Score, 0, 1);
            Assert.All(person.Keypoints, keypoint =>
            {
                Assert.InRange(keypoint.X, around.X, around.Right);
                Assert.InRange(keypoint.Y, around.Y, around.Bottom);
            });
        }
    }

    [Fact]
    public async Task TheSameFileTwiceGivesTheSameBytes()
    {
        await LogAsync();
        foreach (string suffix in new[] { ".poses.jsonl", ".poses.csv", ".coco.json" })
        {
            Assert.Equal(await BytesAsync(clip.First(suffix)), await BytesAsync(clip.Second(suffix)));
        }
    }

    [Fact]
    public async Task CocoHoldsTheSamePeople()
    {
        PoseLog log = await LogAsync();
        using JsonDocument coco = JsonDocument.Parse(await BytesAsync(clip.First(".coco.json")));
        (long Frame, PoseLinePerson Person)[] people = [.. log.Lines.SelectMany(line => line.People.Select(person => (line.Frame, person)))];
        JsonElement[] entries = [.. coco.RootElement.EnumerateArray()];
        Assert.Equal(people.Length, entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            Assert.Equal(people[i].Frame, entries[i].GetProperty("image_id").GetInt64());
            Assert.Equal(people[i].Person.Id.Value, entries[i].GetProperty("track_id").GetInt32());
            float[] numbers = [.. people[i].Person.Keypoints.SelectMany(k => new[] { k.X, k.Y, k.Confidence })];
            Assert.Equal(numbers, entries[i].GetProperty("keypoints").EnumerateArray().Select(number => number.GetSingle()));
        }
    }

    [Fact]
    public async Task CsvHoldsTheSameKeypoints()
    {
        PoseLog log = await LogAsync();
        string[][] rows = [.. (await File.ReadAllLinesAsync(clip.First(".poses.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(','))];
        int x = Array.IndexOf(rows[0], "x");
        float[] expected = [.. log.Lines.SelectMany(line => line.People).SelectMany(person => person.Keypoints).Select(keypoint => keypoint.X)];
        Assert.Equal(expected, rows.Skip(1).Select(row => float.Parse(row[x], CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }

    [Fact]
    public async Task OpenPoseHasOneFileAFrame()
    {
        PoseLog log = await LogAsync();
        string[] files = [.. Directory.GetFiles(clip.First(".openpose")).Order(StringComparer.Ordinal)];
        Assert.Equal(log.Lines.Count, files.Length);
        foreach ((PoseLine line, string file) in log.Lines.Zip(files))
        {
            using JsonDocument document = JsonDocument.Parse(await BytesAsync(file));
            JsonElement[] people = [.. document.RootElement.GetProperty("people").EnumerateArray()];
            Assert.Equal(line.People.Select(person => person.Id.Value), people.Select(person => person.GetProperty("person_id")[0].GetInt32()));
            Assert.All(people, person => Assert.Equal(3 * 17, person.GetProperty("pose_keypoints_2d").GetArrayLength()));
        }
    }

    [Fact]
    public async Task TheAnnotatedVideoHasEveryFrame()
    {
        await LogAsync();
        Assert.Equal(TrackedClip.Frames, Ffmpeg.Frames(clip.First(".mp4")));
    }

    private static Task<byte[]> BytesAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    private async Task<PoseLog> LogAsync()
    {
        CliResult result = await clip.Result;
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Equal(2, result.Output.TrimEnd().Split('\n').Length);
        return PoseLog.Read(clip.First(".poses.jsonl"));
    }
}
