using System.Text.Json;
using LivePose.App;
using LivePose.Capture.Sinks;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Pictures instead of video: one, a folder, a pattern.</summary>
public sealed class ImageInputTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OnePictureIsOneFrameWithKeypointsWhereTheNetworkPutsThem()
    {
        Pictures.Write(_folder.File("one.bmp"));
        PoseLog log = await TrackAsync("one", _folder.File("one.bmp"), "--confidence", "raw");
        Assert.Contains("not a probability", log.Header.ConfidenceMeaning, StringComparison.Ordinal);
        Assert.Equal((64, 48), (log.Header.Width, log.Header.Height));
        IReadOnlyList<PoseLinePerson> people = Assert.Single(log.Lines).People;
        Assert.Equal([new Box(4, 4, 24, 40), new Box(36, 4, 24, 40)], people.Select(person => person.Box));

        // The crop keeps the aspect 48:64 of the network: 30×40 px grown by 1.25. A cell is 37.5 / 12 px; equal neighbours move no peak.
        Assert.All(people, person =>
        {
            for (int k = 0; k < 17; k++)
            {
                Assert.Equal(person.Box.CenterX + ((2 + (k % 8) - 5.5) * 37.5 / 12), person.Keypoints[k].X, 37.5 / 12);
                Assert.Equal(person.Box.CenterY + ((2 + (3 * k / 4) - 7.5) * 50 / 16), person.Keypoints[k].Y, 50.0 / 16);
                Assert.Equal(0.75, person.Keypoints[k].Confidence, 1e-3);
            }
        });
    }

    [Fact]
    public async Task PicturesOfAFolderAreUnrelated()
    {
        PoseLog log = await TrackAsync("shots", Pictures.WriteFolder(_folder.File("shots"), 12));
        Assert.Equal(12, log.Lines.Count);
        Assert.Equal(Enumerable.Range(1, 24), log.Lines.SelectMany(line => line.People).Select(person => person.Id.Value));
    }

    [Fact]
    public async Task WithSequenceTheyAreAFilm()
    {
        PoseLog log = await TrackAsync("shots", Pictures.WriteFolder(_folder.File("shots"), 12), "--sequence");
        Assert.All(log.Lines, line => Assert.Equal([1, 2], line.People.Select(person => person.Id.Value).Order()));
    }

    [Fact]
    public async Task APatternChoosesFilesAndADamagedOneLeavesAGap()
    {
        string shots = Pictures.WriteFolder(_folder.File("shots"), 4);
        await File.WriteAllTextAsync(Path.Combine(shots, "2.bmp"), "no picture", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(shots, "notes.txt"), "not asked for", TestContext.Current.CancellationToken);
        PoseLog log = await TrackAsync("_", Path.Combine(shots, "*.bmp"));
        Assert.Equal([0, 1, 3], log.Lines.Select(line => line.Frame));
    }

    [Fact]
    public async Task CocoTakesImageNumbersFromFileNames()
    {
        Directory.CreateDirectory(_folder.File("coco"));
        Pictures.Write(_folder.File("coco", "000000000785.bmp"));
        Pictures.Write(_folder.File("coco", "000000001296.bmp"));
        await TrackAsync("coco", _folder.File("coco"), "--formats", "jsonl,coco");
        using JsonDocument coco = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("out", "coco.coco.json"), TestContext.Current.CancellationToken));
        Assert.Equal([785, 785, 1296, 1296], coco.RootElement.EnumerateArray().Select(person => person.GetProperty("image_id").GetInt64()));
    }

    [Fact]
    public async Task InputsOfOneNameGetFilesOfTheirOwn()
    {
        string a = Pictures.WriteFolder(_folder.File("a", "shots"), 1), b = Pictures.WriteFolder(_folder.File("b", "shots"), 2);
        await TrackAsync("shots", a, b);
        Assert.Single(PoseLog.Read(_folder.File("out", "shots.poses.jsonl")).Lines);
        Assert.Equal(2, PoseLog.Read(_folder.File("out", "shots-2.poses.jsonl")).Lines.Count);
    }

    private async Task<PoseLog> TrackAsync(string name, params string[] arguments)
    {
        string[] formats = arguments.Contains("--formats") ? [] : ["--formats", "jsonl"];
        CliResult result = await Cli.RunAsync(["video", .. arguments, "-o", _folder.File("out"), .. formats, .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Equal("", result.Error);
        return PoseLog.Read(_folder.File("out", name + ".poses.jsonl"));
    }
}
