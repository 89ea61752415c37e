using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Feet that carry a body along a path: each stands still for three fifths of a cycle and then swings to its next place.</summary>
/// <remarks>
/// Stance of 60 % and its roll from heel to ball: J. Perry, "Gait analysis", 1992. A foot is planted where the path is in the middle
/// of its stance, so the steps are as long as the speed demands, whatever the path.
/// </remarks>
/// <param name="body">The body.</param>
/// <param name="path">Where the body is at a time, continuous.</param>
/// <param name="cycle">Time between two strikes of one foot, seconds.</param>
/// <param name="roll">1 = feet roll as in walking, 0 = soles stay level.</param>
/// <param name="width">Distance of the feet from the middle, metres.</param>
internal sealed class Steps(Proportions body, Func<double, PathPoint> path, double cycle, double roll, double width)
{
    private const double Stance = 0.6, Strike = 0.3, PushOff = 0.75, ToesOut = 0.12;

    /// <summary>How far the foot is in its cycle, 0 at its strike; the right one is half a cycle behind.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="side">+1 left, -1 right.</param>
    public double Phase(double time, int side) => (time / cycle) + (side > 0 ? 0 : 0.5);

    /// <summary>Where a foot is.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="side">+1 left, -1 right.</param>
    public FootPin At(double time, int side)
    {
        double phase = Phase(time, side), step = Math.Floor(phase), part = phase - step;
        if (part < Stance)
        {
            return Planted(step, part, side);
        }

        double swing = (part - Stance) / (1 - Stance), t = Ease.Hermite(0, 0, 1, 0, swing);
        FootPin from = Planted(step, Stance, side), to = Planted(step + 1, 0, side);
        double arc = Math.Sin(Math.PI * Math.Pow(swing, 0.75)); // up first, then ahead
        Vector3D lift = new(0, (0.03 + (0.04 * roll)) * body.Leg * arc * arc, 0);
        return new FootPin(
            ((1 - t) * from.Ankle) + (t * to.Ankle) + lift, from.Yaw + (t * (to.Yaw - from.Yaw)), from.Pitch + (t * (to.Pitch - from.Pitch)));
    }

    private FootPin Planted(double step, double part, int side)
    {
        double middle = (step + (Stance / 2) - (side > 0 ? 0 : 0.5)) * cycle;
        PathPoint at = path(middle);
        Vector3D under = at.From(side * width, 0, -0.04 * body.Leg);
        double pitch = roll * ((PushOff * Ease.Smooth((part - 0.34) / (Stance - 0.34))) - (Strike * (1 - Ease.Smooth(part / 0.14))));
        return body.Stand(new PathPoint(under.X, under.Z, at.Heading + (side * ToesOut)), pitch);
    }
}
