using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

/// <summary>Random crowds that cross, turn and hide each other: what the defaults of <see cref="TrackerOptions"/> were chosen on.</summary>
public class CrowdTests
{
    private const int People = 5;

    [Fact]
    public void IdsRarelyChangeAndPosesTellPeopleApartBetterThanBoxes()
    {
        (int changed, int stolen, int wrong, double shown) = Run(new TrackerOptions(), scenes: 24, rate: 30);
        Assert.True(changed <= 45 && stolen <= 9 && wrong <= 10 && shown > 0.78, $"{changed} / {stolen}, false {wrong}, shown {shown:F3}");
        (int changedByBox, int stolenByBox, _, _) = Run(new TrackerOptions { PoseWeight = 0 }, scenes: 24, rate: 30);
        Assert.True(3 * changed < 2 * changedByBox && 3 * stolen < stolenByBox, $"{changed} / {stolen} against {changedByBox} / {stolenByBox}");
    }

    [Fact]
    public void ShirtsKeepIdsFromBeingStolen()
    {
        (_, int stolen, _, _) = Run(new TrackerOptions(), scenes: 24, rate: 10, hasPixels: true);
        (_, int stolenBlind, _, _) = Run(new TrackerOptions { ColourWeight = 0 }, scenes: 24, rate: 10);
        Assert.True(stolen < 0.8 * stolenBlind, $"{stolen} against {stolenBlind}");
    }

    /// <summary>Ids changed, ids that were with two people, false people shown, and the share of people in view who were shown.</summary>
    public static (int Changed, int Stolen, int False, double Shown) Run(TrackerOptions options, int scenes, double rate, bool hasPixels = false)
    {
        int changed = 0, stolen = 0, wrong = 0, shown = 0, inView = 0;
        for (int seed = 0; seed < scenes; seed++)
        {
            Scene scene = new(Walkers(new Random(1000 + seed)), seed)
            {
                MissRate = rate >= 30 ? 0.05 : 0.1,
                FalseRate = 0.1,
                WeakRate = 0.1,
                Confidence = 0.8,
                HasPixels = hasPixels,
            };
            IdentityLog log = new IdentityLog(scene)
                .Run(new PersonTracker(Scene.Layout, KeypointSets.Coco17, options), IdentityLog.Times(10, rate));
            changed += log.Switches;
            stolen += log.Stolen;
            wrong += log.False;
            shown += log.Shown;
            inView += log.InView;
        }

        return (changed, stolen, wrong, (double)shown / inView);
    }

    private static Walker[] Walkers(Random random)
    {
        Walker[] walkers = new Walker[People];
        for (int i = 0; i < People; i++)
        {
            double height = random.Next(160, 280), speed = height * (0.5 + random.NextDouble()), start = 2 * Math.PI * random.NextDouble();
            double turn = random.Next(4) == 0 ? 8 * random.NextDouble() : double.PositiveInfinity;
            double direction = (random.Next(2) * 2) - 1, sway = 0.2 * height * random.NextDouble(), row = 360 + (0.3 * (height - 200));
            walkers[i] = new Walker(Path)
            {
                Height = height,
                Nearness = i,
                Phase = 6 * random.NextDouble(),
                Facing = direction,
                Shirt = ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)),
            };

            (double X, double Y) Path(double time)
            {
                double walked = double.IsFinite(turn) ? turn - Math.Sqrt(((time - turn) * (time - turn)) + 0.03) : time;
                return (640 + (400 * Math.Sin((direction * speed * walked / 400) + start)), row + (sway * Math.Sin(time + start)));
            }
        }

        return walkers;
    }
}
