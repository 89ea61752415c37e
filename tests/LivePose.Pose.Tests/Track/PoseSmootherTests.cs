using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class PoseSmootherTests
{
    private static readonly FrameLayout One = new(2, 1);

    private readonly Frame _frame = Scene.NewFrame(One);

    [Fact]
    public void AtRestJitterFallsByAThird() =>
        Assert.InRange(Error(new SmootherOptions(), _ => 300, _ => 0.8) / Error(new SmootherOptions { IsEnabled = false }, _ => 300, _ => 0.8), 0.3, 0.7);

    [Fact]
    public void InFastMotionItCostsAtMostAQuarterAlongTheMotion()
    {
        Func<double, double> swing = time => 300 + (100 * Math.Sin(2 * Math.PI * 1.5 * time));
        Assert.InRange(Error(new SmootherOptions(), swing, _ => 0.8) / Error(new SmootherOptions { IsEnabled = false }, swing, _ => 0.8), 0.5, 1.25);
    }

    [Fact]
    public void UnsureSightingsAreHeldBack()
    {
        // Every fifth frame is a guess of confidence 0.2: the error over all frames falls to less than half.
        Func<double, double> walk = time => 300 + (50 * Math.Sin(2 * Math.PI * 0.9 * time));
        Func<int, double> mixed = index => index % 5 == 4 ? 0.2 : 0.8;
        Assert.InRange(Error(new SmootherOptions(), walk, mixed) / Error(new SmootherOptions { IsEnabled = false }, walk, mixed), 0.2, 0.6);
    }

    [Fact]
    public void ASureKeypointHardlyLags()
    {
        // A step of a person's size, exact and sure: nearly there at once, however it was at rest before.
        PoseSmoother smoother = new(One);
        float x = 0;
        for (int i = 0; i < 31; i++)
        {
            x = Next(smoother, i, i / 30.0, i < 30 ? 100 : 220, 0.999f);
        }

        Assert.InRange(x, 210, 220);
    }

    [Fact]
    public void ADifferentFrameRateGivesNearlyTheSameCurve()
    {
        // A slow ramp sampled at 30 and at 120 frames a second lags about equally behind; a filter that counted frames would lag four times less.
        float[] lags = [.. new[] { 30, 120 }.Select(rate =>
        {
            PoseSmoother smoother = new(One);
            float x = 0;
            for (int i = 0; i <= 3 * rate; i++)
            {
                x = Next(smoother, i, (double)i / rate, (float)(100 + (30.0 * i / rate)), 0.8f);
            }

            return 190 - x;
        })];
        Assert.True(lags[0] > 0.5);
        Assert.InRange(lags[1] / lags[0], 0.5, 1.5);
    }

    [Fact]
    public void StateEndsWithTheTrackAndAfterAGap()
    {
        PoseSmoother smoother = new(One);
        Next(smoother, 0, 0, 100, 0.8f);
        Assert.NotEqual(200, Next(smoother, 1, 0.033, 200, 0.8f));
        Assert.Equal(300, Next(smoother, 2, 0.067, 300, 0.8f, id: 2));
        Assert.Equal(400, Next(smoother, 3, 2.0, 400, 0.8f));
        for (int id = 3; id < 50; id++)
        {
            Assert.Equal(500, Next(smoother, id, id, 500, 0.8f, id));
        }
    }

    [Fact]
    public void AbsentKeypointsAndPeopleWithoutIdStay()
    {
        PoseSmoother smoother = new(One);
        Next(smoother, 0, 0, 100, 0.8f);
        Assert.Equal(200, Next(smoother, 1, 0.033, 200, 0));
        Assert.Equal(200, Next(smoother, 2, 0.067, 200, 0.8f, id: 0));
    }

    private float Next(PoseSmoother smoother, int index, double time, float x, float confidence, int id = 1)
    {
        _frame.ClearPeople();
        _frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(time));
        _frame.TryAdd(Person.Detected(Box.FromCenter(300, 300, 72, 200), 1) with { Id = new TrackId(id) });
        _frame.Keypoints(0)[0] = new Keypoint(x, 300, confidence, 1);
        smoother.Smooth(_frame);
        Assert.Equal(confidence, _frame.Keypoints(0)[0].Confidence);
        return _frame.Keypoints(0)[0].X;
    }

    /// <summary>Root mean square error along x of a wrist whose noise has the variance that its confidence means.</summary>
    private double Error(SmootherOptions options, Func<double, double> path, Func<int, double> confidence)
    {
        PoseSmoother smoother = new(One, options);
        Random random = new(3);
        double falloff = Oks.FalloffSquared(0.062, 72 * 200), sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            double time = i / 30.0, s = confidence(i);
            double deviation = Math.Sqrt(KeypointVariance.FromConfidence(s, falloff));
            double noise = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double error = Next(smoother, i, time, (float)(path(time) + noise), (float)s) - path(time);
            sum += i < 30 ? 0 : error * error;
        }

        return Math.Sqrt(sum / 970);
    }
}
