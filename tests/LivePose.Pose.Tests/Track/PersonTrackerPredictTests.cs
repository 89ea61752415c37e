using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

/// <summary>Live use: regions from the last poses between two runs of the detector.</summary>
public class PersonTrackerPredictTests
{
    private readonly PersonTracker _tracker = new(Scene.Layout, KeypointSets.Coco17);
    private readonly Frame _frame = Scene.NewFrame();
    private readonly Frame _regions = Scene.NewFrame();

    [Fact]
    public void TheRegionLiesWhereThePersonWillBe()
    {
        Walker walker = new(time => (200 + (300 * time), 360));
        Scene scene = new([walker]);
        for (int i = 0; i < 60; i++)
        {
            double time = i / 30.0;
            _regions.ClearPeople();
            if (i > 15)
            {
                _tracker.Predict(TimeSpan.FromSeconds(time), _regions);
                Assert.Equal(1, _regions.PeopleCount);
                Box truth = walker.Box(time), region = _regions.People[0].Box;
                AssertCovers(region, truth);
                Assert.Equal(truth.CenterX, region.CenterX, 0.1f * truth.Height);
            }

            scene.Observe(_frame, i, time);
            _tracker.Update(_frame);
        }
    }

    [Fact]
    public void APredictedRegionIsNoMeasurementButItsPoseIs()
    {
        // The detector runs once; afterwards only regions, which would stay behind if they were believed.
        Walker walker = new(time => (200 + (200 * time), 360));
        Scene scene = new([walker]);
        for (int i = 0; i < 75; i++)
        {
            double time = i / 30.0;
            scene.Observe(_frame, i, time);
            if (i > 0)
            {
                _regions.ClearPeople();
                _tracker.Predict(TimeSpan.FromSeconds(time), _regions);
                _frame.People[0] = _regions.People[0] with { Score = _frame.People[0].Score };
            }

            _tracker.Update(_frame);
            Person person = Assert.Single(_frame.People.ToArray());
            Assert.Equal(new TrackId(1), person.Id);
            AssertCovers(person.Box, walker.Box(time));
        }
    }

    [Fact]
    public void WithoutADetectorsWordATrackFadesAndEnds()
    {
        Scene scene = new([new(_ => (640, 360))]);
        int last = 0;
        for (int i = 0; i < 600; i++)
        {
            double time = i / 30.0;
            scene.Observe(_frame, i, time);
            if (i > 0)
            {
                _regions.ClearPeople();
                _tracker.Predict(TimeSpan.FromSeconds(time), _regions);
                if (_regions.PeopleCount == 0)
                {
                    break;
                }

                _frame.People[0] = _regions.People[0] with { Score = _frame.People[0].Score };
            }

            _tracker.Update(_frame);
            last = i;
        }

        Assert.InRange(last / 30.0, 2, 10);
    }

    [Fact]
    public void WhoIsCoveredAlreadyOrOutsideOrLongUnseenGetsNoRegion()
    {
        Scene scene = new([new(time => (640, 360)), new(time => (1200 + (600 * time), 360))]);
        for (int i = 0; i < 5; i++)
        {
            scene.Observe(_frame, i, i / 30.0);
            _tracker.Update(_frame);
        }

        _regions.Resize(1280, 720);
        _tracker.Predict(TimeSpan.FromSeconds(0.35), _regions);
        Assert.Equal([new TrackId(1)], _regions.People.ToArray().Select(p => p.Id));
        _tracker.Predict(TimeSpan.FromSeconds(0.35), _regions);
        Assert.Equal(1, _regions.PeopleCount);
        _regions.ClearPeople();
        _tracker.Predict(TimeSpan.FromSeconds(0.6), _regions);
        Assert.Equal(0, _regions.PeopleCount);
    }

    [Fact]
    public void TheSummaryTellsOfLostNewAndFastPeople()
    {
        Scene scene = new([new(time => (300 + (400 * time), 360)), new(_ => (900, 360))]);
        for (int i = 0; i < 20; i++)
        {
            scene.Observe(_frame, i, i / 30.0);
            _tracker.Update(_frame);
            Assert.Equal(i == 0 ? 2 : 0, _tracker.Summary.Begun);
        }

        Assert.Equal(2, _tracker.Summary.People);
        Assert.Equal(2 / 30f, _tracker.Summary.LargestMotion, 0.015f);
        Assert.True(_tracker.Summary.LowestAgreement > 0.7);
        scene.Observe(_frame, 20, 20 / 30.0, 1);
        _tracker.Update(_frame);
        Assert.Equal(1, _tracker.Summary.Lost);
    }

    /// <summary>At least three quarters of the person lie inside, and the region is at most two and a half times as large.</summary>
    private static void AssertCovers(Box region, Box person)
    {
        float width = MathF.Min(region.Right, person.Right) - MathF.Max(region.X, person.X);
        float height = MathF.Min(region.Bottom, person.Bottom) - MathF.Max(region.Y, person.Y);
        Assert.True(width * height > 0.75f * person.Area && region.Area < 2.5f * person.Area, $"{region} for {person}");
    }
}
