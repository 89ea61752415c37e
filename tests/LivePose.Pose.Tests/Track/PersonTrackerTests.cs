using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

/// <summary>Scripted scenes, each under several seeds of noise.</summary>
public class PersonTrackerTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IdsDoNotSwapWhenTwoPeopleCross(int seed)
    {
        IdentityLog log = Run(new Scene(Crossing(), seed), IdentityLog.Times(6));
        AssertOneIdEach(log, 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IdsDoNotSwapWhenOneIsHiddenWhileCrossing(int seed)
    {
        // They meet at 3 s; the one behind is not found for half a second.
        IdentityLog log = new IdentityLog(new Scene(Crossing(), seed))
            .Run(NewTracker(), IdentityLog.Times(6), time => Math.Abs(time - 3) < 0.25 ? [0] : []);
        AssertOneIdEach(log, 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IdsDoNotSwapWhenDetectionsAreMissedAndFalse(int seed)
    {
        Scene scene = new(Crossing(), seed) { MissRate = 0.1, WeakRate = 0.1, FalseRate = 0.2, Confidence = 0.8 };
        AssertOneIdEach(Run(scene, IdentityLog.Times(6)), 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IdsDoNotSwapWhenTwoMeetAndTurnBack(int seed)
    {
        // Both go back where they came from: motion alone says that they crossed while one of them was hidden.
        Walker[] walkers =
        [
            new(TurningBack(340, 640)) { Nearness = 0 },
            new(TurningBack(940, 640)) { Nearness = 1, Facing = -1 },
        ];
        IdentityLog log = new IdentityLog(new Scene(walkers, seed)).Run(NewTracker(), IdentityLog.Times(6), time => Math.Abs(time - 3) < 0.2 ? [0] : []);
        AssertOneIdEach(log, 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsFoundAgainAfterASecondOutOfSight(int seed)
    {
        Walker walker = new(time => (200 + (160 * time), 360));
        IdentityLog log = new IdentityLog(new Scene([walker], seed))
            .Run(NewTracker(), IdentityLog.Times(5), time => time is > 2 and < 3 ? [0] : []);
        AssertOneIdEach(log, 1);
        Assert.True(log.Shown >= log.InView - 31, $"{log.Shown} of {log.InView}");
    }

    [Fact]
    public void IsSomebodyNewAfterThreeSecondsOutOfSight()
    {
        Walker walker = new(_ => (640, 360));
        IdentityLog log = new IdentityLog(new Scene([walker]))
            .Run(NewTracker(), IdentityLog.Times(6), time => time is > 1 and < 4 ? [0] : []);
        Assert.Equal(2, log.IdsOf(0));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EverybodyWhoEntersGetsANewId(int seed)
    {
        // One after another walks through the picture; nobody is ever confused with somebody who left.
        Walker[] walkers = [.. Enumerable.Range(0, 6).Select(i => new Walker(time => (-100 + (300 * (time - (2.5 * i))), 360)))];
        IdentityLog log = Run(new Scene(walkers, seed) { MissRate = 0.05 }, IdentityLog.Times(18));
        AssertOneIdEach(log, 6);
        Assert.Equal(Enumerable.Range(1, 6), Enumerable.Range(0, 6).Select(i => log.IdOf(i).Value));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TwoSideBySideKeepTheirIds(int seed)
    {
        Walker[] walkers =
        [
            new(time => (200 + (150 * time), 360)) { Nearness = 0 },
            new(time => (250 + (150 * time), 365)) { Nearness = 1, Phase = 1 },
        ];
        AssertOneIdEach(Run(new Scene(walkers, seed) { WeakRate = 0.1 }, IdentityLog.Times(5)), 2);
    }

    [Theory]
    [InlineData(30, 4)]
    [InlineData(15, 2.5)]
    [InlineData(10, 2)]
    public void AFastRunnerKeepsTheId(double rate, double heightsPerSecond)
    {
        Walker runner = new(time => (100 + (200 * heightsPerSecond * time), 360));
        IdentityLog log = Run(new Scene([runner]), IdentityLog.Times(5 / heightsPerSecond, rate));
        AssertOneIdEach(log, 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FrameRateMayVaryAndFramesMayBeDropped(int seed)
    {
        Random random = new(seed);
        List<double> times = [0];
        while (times[^1] < 6)
        {
            times.Add(times[^1] + 0.01 + (0.11 * random.NextDouble()));
        }

        AssertOneIdEach(Run(new Scene(Crossing(), seed), times), 2);
    }

    [Fact]
    public void SomebodySeenOnceIsNotShown()
    {
        PersonTracker tracker = NewTracker();
        Frame frame = Scene.NewFrame();
        Scene one = new([Standing(300)]), two = new([Standing(300), Standing(900)]);
        one.Observe(frame, 0, 0);
        tracker.Update(frame);
        Assert.Equal(1, frame.PeopleCount);
        two.Observe(frame, 1, 0.033);
        tracker.Update(frame);
        Assert.Equal(1, frame.PeopleCount);
        one.Observe(frame, 2, 0.067);
        tracker.Update(frame);
        two.Observe(frame, 3, 0.1);
        tracker.Update(frame);
        Assert.Equal(1, frame.PeopleCount);
        two.Observe(frame, 4, 0.133);
        tracker.Update(frame);
        Assert.Equal([new TrackId(1), new TrackId(2)], frame.People.ToArray().Select(p => p.Id));
    }

    [Fact]
    public void WeakEvidenceContinuesATrackButBeginsNone()
    {
        PersonTracker tracker = NewTracker();
        Frame frame = Scene.NewFrame();
        Scene strong = new([Standing(300)]), weak = new([Standing(300), Standing(900)]) { WeakRate = 1 };
        strong.Observe(frame, 0, 0);
        tracker.Update(frame);
        for (int i = 1; i < 10; i++)
        {
            weak.Observe(frame, i, i / 30.0);
            tracker.Update(frame);
            Assert.Equal([new TrackId(1)], frame.People.ToArray().Select(p => p.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ADuplicateOfABodyIsRemovedAndItsPoseGoesWithIt(int seed)
    {
        Random random = new(seed);
        Scene scene = new(Crossing(), seed);
        Frame frame = Scene.NewFrame();
        PersonTracker tracker = NewTracker();
        for (int i = 0; i < 30; i++)
        {
            scene.Observe(frame, i, i / 30.0);
            int genuine = frame.PeopleCount;
            Keypoint[][] poses = [.. Enumerable.Range(0, genuine).Select(p => frame.Keypoints(p).ToArray())];
            for (int p = 0; p < genuine; p++)
            {
                Person person = frame.People[p];
                frame.TryAdd(person with { Box = person.Box.Scale(1.1f), Score = person.Score - 0.1f });
                Span<Keypoint> copy = frame.Keypoints(frame.PeopleCount - 1);
                for (int k = 0; k < copy.Length; k++)
                {
                    copy[k] = poses[p][k] with { X = poses[p][k].X + random.Next(-3, 4), Y = poses[p][k].Y + random.Next(-3, 4) };
                }
            }

            tracker.Update(frame);
            Assert.Equal(genuine, frame.PeopleCount);
            for (int p = 0; p < genuine; p++)
            {
                Assert.Equal(poses[p], frame.Keypoints(p).ToArray());
            }
        }
    }

    [Fact]
    public void TimeMustAdvance()
    {
        PersonTracker tracker = NewTracker();
        Frame frame = Scene.NewFrame();
        new Scene([Standing(300)]).Observe(frame, 0, 1);
        tracker.Update(frame);
        Assert.Throws<ArgumentException>(() => tracker.Update(frame));
    }

    [Fact]
    public void KeypointSetAndLayoutMustAgree() =>
        Assert.Throws<ArgumentException>(() => new PersonTracker(new FrameLayout(4, 16), KeypointSets.Coco17));

    private static PersonTracker NewTracker() => new(Scene.Layout, KeypointSets.Coco17);

    private static IdentityLog Run(Scene scene, IEnumerable<double> times) => new IdentityLog(scene).Run(NewTracker(), times);

    private static Walker[] Crossing() =>
    [
        new(time => (340 + (100 * time), 355)) { Nearness = 0, Phase = 1 },
        new(time => (940 - (100 * time), 365)) { Nearness = 1, Facing = -1 },
    ];

    private static Walker Standing(double x) => new(_ => (x, 360));

    /// <summary>From a place to another and back, turning smoothly at 3 s.</summary>
    private static Func<double, (double X, double Y)> TurningBack(double from, double to) =>
        time => (to + ((from - to) * Math.Min(1, Math.Sqrt(((time - 3) * (time - 3)) + 0.02) / 3)), 360);

    private static void AssertOneIdEach(IdentityLog log, int people)
    {
        Assert.Equal(0, log.Stolen);
        Assert.Equal(0, log.Switches);
        for (int i = 0; i < people; i++)
        {
            Assert.Equal(1, log.IdsOf(i));
        }

        Assert.True(log.Shown > 0.6 * log.InView, $"shown {log.Shown} of {log.InView}");
    }
}
