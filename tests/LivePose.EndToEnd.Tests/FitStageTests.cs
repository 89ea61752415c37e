using System.Text.Json;
using LivePose.App;
using LivePose.App.Bodies;
using LivePose.App.Commands;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

/// <summary>Bodies are fitted frame after frame to known people, without networks.</summary>
public sealed class FitStageTests : IDisposable
{
    private static readonly FittingSettings Settings = new() { Body = BuiltInBody.Model, Focal = StandingPeople.Camera.FocalX };

    private readonly TemporaryFolder _folder = new();
    private readonly StandingPeople _scene = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryoneKeepsHisOwnBody()
    {
        Run("out", Settings, threads: 2, frames: 20, Shuffled);
        JsonElement[] lines = Lines(_folder.File("out", "clip.joints.jsonl"));
        Assert.Equal(Enumerable.Range(0, 20), lines.Skip(1).Select(line => line.GetProperty("frame").GetInt32()));
        for (int t = 0; t < 20; t++)
        {
            Assert.Equal(Shuffled(t).Select(p => p.Id), People(lines[1 + t]).Select(p => p.GetProperty("id").GetInt32()));
            foreach ((int id, double x) in Shuffled(t))
            {
                JsonElement pelvis = People(lines[1 + t]).Single(p => p.GetProperty("id").GetInt32() == id).GetProperty("joints")[0];
                Assert.Equal(x, pelvis[0].GetDouble(), 0.1);
                Assert.InRange(pelvis[2].GetDouble(), 3.4, 4.6);
            }
        }
    }

    [Fact]
    public void SideBySideIsTheSameAsOneAfterAnother()
    {
        FittingSettings settings = Settings with { Formats = PersonFiles.Formats };
        string told = Run("one", settings, threads: 1, frames: 12, Shuffled);
        Assert.Equal(told, Run("four", settings, threads: 4, frames: 12, Shuffled));
        string[] files = [.. Directory.GetFiles(_folder.File("one")).Select(file => Path.GetFileName(file)!)];
        Assert.Equal(1 + (3 * 4), files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_folder.File("one", file)), File.ReadAllBytes(_folder.File("four", file))));
    }

    [Fact]
    public void ThePoseFileFittedLiveGivesTheSameJoints()
    {
        string poses = _folder.File("clip.poses.jsonl"), second = _folder.File("second");
        using (PoseLinesSink sink = new(poses))
        {
            sink.Begin(StandingPeople.Header);
            Run("first", Settings with { Formats = PersonFiles.Formats }, threads: 2, frames: 15, Shuffled, sink.Write);
            sink.Complete();
        }

        using StringWriter output = new(), error = new();
        Assert.Equal(0, FitCommand.Create().Parse([poses, "-o", second, "--live", "--focal", "1200"]).Invoke(new() { Output = output, Error = error }));
        JsonElement[] expected = Lines(_folder.File("second", "joints.jsonl")), actual = Lines(_folder.File("first", "clip.joints.jsonl"));
        Assert.Equal(expected.Length, actual.Length);
        for (int t = 1; t < expected.Length; t++)
        {
            Dictionary<int, double[]> joints = People(expected[t]).ToDictionary(p => p.GetProperty("id").GetInt32(), Joints);
            Assert.Equal(3, joints.Count);
            Assert.All(People(actual[t]), p => Assert.All(Joints(p).Zip(joints[p.GetProperty("id").GetInt32()]), pair => Assert.Equal(pair.Second, pair.First, 5e-3)));
        }

        for (int id = 1; id <= 3; id++)
        {
            BodyMotion a = BodyMotion.Read(_folder.File("first", $"clip.person_00{id}.npz")), b = BodyMotion.Read(_folder.File("second", $"person_00{id}.npz"));
            Assert.Equal((15, 15), (a.FrameCount, b.FrameCount));
            Assert.All(a.Pose(14).ToArray().Zip(b.Pose(14).ToArray()), pair => Assert.Equal(pair.Second, pair.First, 0.05));
            foreach (string format in new[] { "bvh", "trc" })
            {
                Assert.Equal(File.ReadLines(_folder.File("second", $"person_00{id}.{format}")).Count(), File.ReadLines(_folder.File("first", $"clip.person_00{id}.{format}")).Count());
            }
        }
    }

    [Fact]
    public void SomebodyWhoReturnsHasAGapInHisFiles()
    {
        Run("out", Settings with { Formats = ["npz", "trc"] }, threads: 1, frames: 30, t => t is < 5 or >= 20 ? [(1, 0)] : []);
        Assert.Equal(15, BodyMotion.Read(_folder.File("out", "clip.person_001.npz")).FrameCount);
        string[] rows = [.. File.ReadLines(_folder.File("out", "clip.person_001.trc")).Skip(6)];
        Assert.Equal(30, rows.Length);
        Assert.All(rows[5..20], row => Assert.All(row.Split('\t').Skip(2), Assert.Empty));
        Assert.DoesNotContain(rows[20..], row => row.EndsWith('\t'));
    }

    [Fact]
    public void MemoryFollowsThePeopleThereAreNotThoseThereWere()
    {
        PeopleFitter fitter = Fitter(threads: 1);
        FrameBatch batch = Batch();
        const int Stay = 30, Newcomers = 20, Away = (int)(PeopleFitter.LongestAbsence * StandingPeople.Rate);
        for (int t = 0; t < Stay * Newcomers; t++)
        {
            _scene.Show(batch.Next, t, (1 + (t / Stay), 0.0));
            Assert.Equal(FitRejection.None, fitter.Fit(batch.Next)[0].Fit.Rejection);
            Assert.InRange(fitter.FitterCount, 1, 2 + (Away / Stay));
        }
    }

    [Fact]
    public void AFrameAllocatesNothing()
    {
        PeopleFitter fitter = Fitter(threads: 1);
        using BodyRecorder recorder = new(Settings, BuiltInBody.Model.ToSkeleton(), _folder.File("out"), "clip", StandingPeople.Camera, StandingPeople.Rate);
        FrameBatch batch = Batch();
        int t = 0;
        Allocation.AssertSteady(
            () => recorder.Write(batch.Next.Stamp, fitter.Fit(batch.Next)), callsPerRound: 40, prepare: () => _scene.Show(batch.Next, t++, (1, -0.5), (2, 0.5)));
    }

    [Fact]
    public void WhatCannotBeFittedIsCountedAndTold()
    {
        string told = Run("out", Settings with { Formats = ["npz"] }, threads: 2, frames: 3, _ => [(1, -0.5), (2, 0.5)], frame => frame.Keypoints(1)[2..].Clear());
        Assert.StartsWith("3 of 6 bodies fitted, mean reprojection error 0.", told, StringComparison.Ordinal);
        Assert.Contains("3 times: Fewer than 4 keypoints", told, StringComparison.Ordinal);
        Assert.Equal(["clip.joints.jsonl", "clip.person_001.npz"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order());
        Assert.All(Lines(_folder.File("out", "clip.joints.jsonl")).Skip(1), line => Assert.Single(People(line)));
    }

    [Fact]
    public void PeopleWithoutIdentityAreNotFitted()
    {
        FrameBatch batch = Batch();
        _scene.Show(batch.Next, 0, (0, 0.0));
        Assert.Equal(0, Fitter(threads: 1).Fit(batch.Next).Length);
    }

    /// <summary>Three people, listed in another order in every frame.</summary>
    private static (int Id, double X)[] Shuffled(int t) => [.. Enumerable.Range(0, 3).Select(i => 1 + ((i + t) % 3)).Select(id => (id, id - 2.0))];

    private static PeopleFitter Fitter(int threads) =>
        new(BuiltInBody.Model.ToSkeleton(), KeypointSets.Coco17, Settings.Options, StandingPeople.Camera, StandingPeople.Layout.MaxPeople, threads);

    private static FrameBatch Batch()
    {
        Assert.True(new FramePool(1, 4, StandingPeople.Layout).TryRent(out FrameBatch? batch));
        return batch;
    }

    private static JsonElement[] Lines(string path) => [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    private static JsonElement[] People(JsonElement line) => [.. line.GetProperty("people").EnumerateArray()];

    private static double[] Joints(JsonElement person) =>
        [.. person.GetProperty("joints").EnumerateArray().SelectMany(joint => joint.EnumerateArray()).Select(number => number.GetDouble())];

    /// <summary>Runs frames through the stage in batches of up to four and gives what it says at the end.</summary>
    private string Run(string folder, FittingSettings settings, int threads, int frames, Func<int, (int Id, double X)[]> people, Action<Frame>? onFrame = null)
    {
        SourceInfo source = new("clip", StandingPeople.Width, StandingPeople.Height, StandingPeople.Rate, null, false);
        TrackingSettings tracking = new() { PosePath = "", MaxPeople = StandingPeople.Layout.MaxPeople, Threads = threads };
        using FitStage stage = FitStage.Create(settings, source, KeypointSets.Coco17, tracking, _folder.File(folder), "clip");
        FramePool pool = new(1, 4, StandingPeople.Layout);
        for (int t = 0; t < frames;)
        {
            Assert.True(pool.TryRent(out FrameBatch? batch));
            for (; t < frames && batch.Count < batch.Capacity; t++)
            {
                _scene.Show(batch.Next, t, people(t));
                onFrame?.Invoke(batch.Next);
                batch.Commit();
            }

            Assert.True(stage.Process(new Tracked(batch), out Fitted fitted));
            Assert.Same(batch, fitted.Batch);
            batch.Return();
        }

        stage.Complete();
        return stage.Describe();
    }
}
