using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LivePose.App;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting.Body;
using LivePose.Synth;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests;

/// <summary>What <c>livepose demo</c> leaves behind.</summary>
[Trait("Category", "Slow")]
public sealed class DemoTests(DemoOnce demo) : IClassFixture<DemoOnce>
{
    [Fact]
    public void TheFilmHasEveryFrameInThreeViews()
    {
        (int frames, int width, int height) = Watch(demo.PathOf("demo.mp4"));
        Assert.Equal((DemoOnce.Frames, 1920, 480), (frames, width, height));
        (frames, width, height) = Watch(demo.PathOf("demo.png"));
        Assert.Equal((1, 1920, 480), (frames, width, height));
    }

    [Fact]
    public void PosesAndJointsHaveALineAFrame()
    {
        using PoseLinesReader poses = PoseLinesReader.Open(demo.PathOf("demo.poses.jsonl"), NullLogger.Instance);
        int frames = 0, people = 0;
        for (; poses.TryRead(out PoseLine? line); frames++)
        {
            people += line.People.Count;
        }

        Assert.Equal(DemoOnce.Frames, frames);
        Assert.InRange(people, DemoOnce.Frames, 4 * DemoOnce.Frames);
        Assert.Equal(DemoOnce.Frames + 1, File.ReadLines(demo.PathOf("demo.joints.jsonl")).Count(line => JsonDocument.Parse(line).RootElement.ValueKind == JsonValueKind.Object));
    }

    [Fact]
    public void EveryPersonHasBodyFiles()
    {
        string[] people = Directory.GetFiles(demo.PathOf(), "demo.person_*.npz");
        Assert.NotEmpty(people);
        ILookup<int, int> framesOf = Fitted(demo.PathOf("demo.joints.jsonl")).ToLookup(seen => seen.Id, seen => seen.Frame);
        Assert.Equal(framesOf.Select(person => $"demo.person_{person.Key:D3}.npz").Order(), people.Select(Path.GetFileName).Order());
        Assert.All(people, npz =>
        {
            int[] frames = [.. framesOf[int.Parse(Path.GetFileNameWithoutExtension(npz)[^3..], CultureInfo.InvariantCulture)]];
            Assert.Equal(frames.Length, BodyMotion.Read(npz).FrameCount);
            Assert.Equal(frames[^1] - frames[0] + 1, BvhReader.Read(Path.ChangeExtension(npz, ".bvh")).FrameCount); // it runs on while a person is lost
            Assert.Equal("glTF"u8.ToArray(), File.ReadAllBytes(Path.ChangeExtension(npz, ".glb"))[..4]);
        });
    }

    [Fact]
    public void EveryNumberOfTheSummaryIsFinite()
    {
        JsonElement summary = demo.Summary;
        Assert.True(summary.GetProperty("finished").GetBoolean());
        Assert.Equal(DemoOnce.Frames, summary.GetProperty("clip").GetProperty("frames").GetInt32());
        JsonElement measures = summary.GetProperty("measures");
        Assert.InRange(Number(measures, "ap", "raw"), 0.01, 1);
        Assert.Equal(Number(measures, "ar", "raw"), Number(measures, "ar", "calibrated"));
        Assert.Equal(Number(measures, "ar", "raw") - Number(measures, "ap", "raw"), Number(measures, "gap", "raw"), 1e-12);
        Assert.InRange(Number(measures, "pa_mpjpe_mm", "calibrated"), 10, 300);
        double parts = summary.GetProperty("seconds").EnumerateObject().Where(part => part.Name != "all").Sum(part => part.Value.GetDouble());
        Assert.Equal(parts, summary.GetProperty("seconds").GetProperty("all").GetDouble(), 1e-9);
        Assert.DoesNotContain(Leaves(summary), leaf => leaf.ValueKind == JsonValueKind.Null);
        Assert.All(Leaves(summary).Where(leaf => leaf.ValueKind == JsonValueKind.Number), leaf => Assert.True(double.IsFinite(leaf.GetDouble())));
    }

    [Fact]
    public void WhatIsPrintedIsWhatTheSummaryAndTheReportSay()
    {
        string report = File.ReadAllText(demo.PathOf("report.html"));
        Assert.All(demo.Summary.GetProperty("measures").EnumerateObject(), measure => Assert.All(["raw", "calibrated"], scores =>
        {
            string printed = measure.Value.GetProperty(scores).GetDouble().ToString(measure.Name.EndsWith("mpjpe_mm", StringComparison.Ordinal) ? "0.0" : "0.000", CultureInfo.InvariantCulture);
            Assert.Contains(printed, demo.Result.Output, StringComparison.Ordinal);
            Assert.Contains($"<td>{printed}</td>", report, StringComparison.Ordinal);
        }));
        string rate = demo.Summary.GetProperty("frames_per_second").GetDouble().ToString("0.0", CultureInfo.InvariantCulture);
        Assert.Contains($"{rate} frames/s", demo.Result.Output, StringComparison.Ordinal);
        Assert.Contains($"<b>{rate}</b>", report, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportStandsAlone()
    {
        string report = File.ReadAllText(demo.PathOf("report.html"));
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", Regex.Replace(report, "base64,[^\"]*", ""), StringComparison.Ordinal);
        Assert.Equal(report.Split("src=\"").Length, report.Split("src=\"data:image/jpeg;base64,").Length);
        Assert.InRange(report.Split("<img").Length - 1, 3, 4);
        Assert.Equal(6, report.Split("<svg").Length - 1);
    }

    [Fact]
    public async Task WithoutADriverAGivenClipIsShownByOpenCv()
    {
        using TemporaryFolder folder = new();
        (string, string) hidden = ("__EGL_VENDOR_LIBRARY_FILENAMES", folder.File("none.json"));
        using ChildRun run = ChildRun.StartProgram(ChildRun.Executable, ["demo", "-o", folder.File("demo"), "--clip", demo.PathOf("clip"), "--threads", "2"], hidden);
        CliResult result = await run.EndAsync();
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Contains("libegl1", Assert.Single(result.Sentences), StringComparison.Ordinal);
        Assert.Equal((DemoOnce.Frames, 640, 480), Watch(folder.File("demo", "demo.mp4")));
        Assert.NotEmpty(Directory.GetFiles(folder.File("demo"), "demo.person_*.npz"));
    }

    private static IEnumerable<(int Id, int Frame)> Fitted(string joints) =>
        from line in File.ReadLines(joints).Skip(1)
        let frame = JsonDocument.Parse(line).RootElement
        from person in frame.GetProperty("people").EnumerateArray()
        select (person.GetProperty("id").GetInt32(), frame.GetProperty("frame").GetInt32());

    private static (int Frames, int Width, int Height) Watch(string path)
    {
        using IFrameSource film = FrameSource.Open(path, new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePool.OneFrame(new FrameLayout(0, 0));
        int frames = 0;
        for (; film.TryRead(frame); frames++)
        {
        }

        return (frames, film.Info.Width, film.Info.Height);
    }

    private static double Number(JsonElement measures, string name, string scores) => measures.GetProperty(name).GetProperty(scores).GetDouble();

    private static IEnumerable<JsonElement> Leaves(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().SelectMany(member => Leaves(member.Value)) : [element];
}
