using LivePose.Pose.Track;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Track;

public class PersonTrackerInvariantTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhateverComesInWhatGoesOutIsSound(int seed)
    {
        Random random = new(seed);
        FrameLayout layout = new(8, 17);
        Frame frame = Scene.NewFrame(layout);
        PersonTracker tracker = new(layout, KeypointSets.Coco17);
        PoseSmoother smoother = new(layout);
        HashSet<int> gone = [], before = [];
        double time = 0;
        for (int i = 0; i < 2000; i++)
        {
            time += random.Next(20) == 0 ? 3 * random.NextDouble() : 0.001 + (0.05 * random.NextDouble());
            Fill(frame, random, i, time);
            int count = frame.PeopleCount;
            tracker.Update(frame);
            smoother.Smooth(frame);
            Assert.InRange(frame.PeopleCount, 0, count);
            HashSet<int> ids = [.. frame.People.ToArray().Select(p => p.Id.Value)];
            Assert.Equal(frame.PeopleCount, ids.Count);
            Assert.All(ids, id => Assert.True(id > 0));
            AssertFinite(frame);
            AssertNotReused(ids, before, gone, i);
            before = ids;
            tracker.Predict(TimeSpan.FromSeconds(time + 0.0005), frame);
            AssertFinite(frame);
        }
    }

    [Fact]
    public void UpdatePredictAndSmoothAllocateNothing()
    {
        Scene scene = new([.. Enumerable.Range(0, 10).Select(i => new Walker(t => (100 + (110 * i) + (20 * Math.Sin(t + i)), 360)) { Height = 150 })])
        {
            MissRate = 0.1,
            FalseRate = 0.3,
            HasPixels = true,
            Width = 320,
            Height = 240,
        };
        PersonTracker tracker = new(Scene.Layout, KeypointSets.Coco17);
        PoseSmoother smoother = new(Scene.Layout);
        Frame frame = Scene.NewFrame();
        int i = 0;
        Allocation.AssertSteady(
            () =>
            {
                tracker.Predict(frame.Stamp.Time, frame);
                tracker.Update(frame);
                smoother.Smooth(frame);
            },
            prepare: () => scene.Observe(frame, i, i++ / 30.0));
    }

    private static void Fill(Frame frame, Random random, int index, double time)
    {
        frame.ClearPeople();
        frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(time));
        int people = random.Next(9);
        for (int p = 0; p < people; p++)
        {
            float size = random.Next(10) == 0 ? 0 : 300 * random.NextSingle();
            float x = random.Next(30) == 0 ? float.NaN : 600 * random.NextSingle();
            frame.TryAdd(Person.Detected(new Box(x, 400 * random.NextSingle(), size / 2, size), random.NextSingle()) with { Score = random.NextSingle() });
            foreach (ref Keypoint keypoint in frame.Keypoints(p))
            {
                float confidence = random.Next(5) == 0 ? 0 : random.NextSingle();
                keypoint = new(x + (size * random.NextSingle()), 400 * random.NextSingle(), confidence, 1);
            }
        }
    }

    private static void AssertFinite(Frame frame)
    {
        for (int p = 0; p < frame.PeopleCount; p++)
        {
            Box box = frame.People[p].Box;
            Assert.True(float.IsFinite(box.X + box.Y + box.Width + box.Height) && box.Width > 0 && box.Height > 0);
            foreach (Keypoint keypoint in frame.Keypoints(p))
            {
                Assert.True(float.IsFinite(keypoint.X + keypoint.Y));
            }
        }
    }

    /// <summary>An id may pause for as long as lost people are waited for; one far older than the newest never returns.</summary>
    private static void AssertNotReused(HashSet<int> ids, HashSet<int> before, HashSet<int> gone, int index)
    {
        Assert.DoesNotContain(ids, gone.Contains);
        if (index % 500 == 499)
        {
            int newest = ids.Concat(before).DefaultIfEmpty(0).Max();
            gone.UnionWith(Enumerable.Range(1, Math.Max(0, newest - 200)));
        }
    }
}
