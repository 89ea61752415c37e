using CsCheck;
using LivePose.Capture.Sources;

namespace LivePose.Capture.Tests.Sources;

public class PresentationClockTests
{
    [Fact]
    public void GoodStampsPassUnchanged() =>
        Gen.Int[1, 500].Array[1, 50].Sample(steps =>
        {
            PresentationClock clock = new(30);
            double stamp = 0;
            bool ok = clock.Next(stamp) == TimeSpan.Zero;
            foreach (int step in steps)
            {
                stamp += step;
                ok &= Math.Abs(clock.Next(stamp).TotalMilliseconds - stamp) < 1e-3;
            }

            return ok;
        });

    [Fact]
    public void WhateverComesInTimeIncreases()
    {
        Gen<double> stamp = Gen.OneOf(Gen.Double[0, 1e7], Gen.Double[-1e4, 1e4], Gen.Const(0.0), Gen.Const(double.NaN), Gen.Const(double.NegativeInfinity));
        Gen.Select(Gen.Double[0, 120], stamp.Array[2, 60]).Sample((rate, stamps) =>
        {
            PresentationClock clock = new(rate);
            TimeSpan[] times = [.. stamps.Select(clock.Next)];
            return times[0] >= TimeSpan.Zero && times.Zip(times.Skip(1), (a, b) => b > a).All(x => x);
        });
    }

    [Fact]
    public void RepeatedStampDoesNotShiftLaterOnes()
    {
        PresentationClock clock = new(10);
        double[] times = [.. new double[] { 0, 100, 100, 200, 300 }.Select(ms => clock.Next(ms).TotalMilliseconds)];
        Assert.Equal([0, 100, 150, 200, 300], times);
    }

    [Fact]
    public void AStreamGluedToAnotherContinues()
    {
        PresentationClock clock = new(10);
        double[] times = [.. new double[] { 0, 100, 5000, 20, 120, 220 }.Select(ms => clock.Next(ms).TotalMilliseconds)];
        Assert.Equal([0, 100, 5000, 5100, 5200, 5300], times);
    }
}
