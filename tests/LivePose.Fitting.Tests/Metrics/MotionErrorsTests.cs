using LivePose.Fitting.Metrics;

namespace LivePose.Fitting.Tests.Metrics;

public class MotionErrorsTests
{
    [Fact]
    public void ConstantVelocityHasNoAccelerationError()
    {
        Vector3D[] straight = [.. Enumerable.Range(0, 10).Select(t => new Vector3D(t, -2 * t, 0.5))];
        Vector3D[] falling = [.. Enumerable.Range(0, 10).Select(t => new Vector3D(0, 0.5 * 0.01 * t * t, 0))];
        Assert.Equal(0, MotionErrors.AccelerationError(straight, new Vector3D[10], 1), 12);
        Assert.Equal(0.01, MotionErrors.AccelerationError(falling, straight, 1), 12);
    }

    [Fact]
    public void JitterOfACubicIsItsThirdDerivative()
    {
        const double Fps = 30;
        Vector3D[] cubic = [.. Enumerable.Range(0, 20).Select(i => new Vector3D(Math.Pow(i / Fps, 3), 0, 0))];
        Assert.Equal(6, MotionErrors.Jitter(cubic, 1, Fps), 8);
        Assert.Equal(0, MotionErrors.Jitter(cubic.AsSpan(0, 3), 1, Fps));
    }

    [Fact]
    public void OnlySlidingInContactCounts()
    {
        Vector3D[] foot = [new(0, 0, 0), new(0.01, 0, 0), new(0.03, 0.5, 0), new(0.9, 0, 0), new(0.9, 0.2, 0.04)];
        bool[] contact = [true, true, false, true, true];
        Assert.Equal((0.01 + 0.04) / 2, MotionErrors.FootSlide(foot, contact, new Vector3D(0, 1, 0)), 12);
        Assert.Equal(0, MotionErrors.FootSlide(foot, new bool[5], new Vector3D(0, 1, 0)));
        Assert.Throws<ArgumentException>(() => MotionErrors.FootSlide(foot, new bool[4], new Vector3D(0, 1, 0)));
    }
}
