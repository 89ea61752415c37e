using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Walking along a path: planted feet, pelvis that rises over the standing leg, arms swinging against the legs.</summary>
internal sealed class Walk : Motion
{
    private readonly Proportions _body;
    private readonly Func<double, PathPoint> _path;
    private readonly Steps _steps;
    private readonly double _vigour;
    private readonly double _elbow;
    private readonly Vector3D _gaze;

    private Walk(Proportions body, Func<double, PathPoint> path, double cycle, double vigour, Random random)
    {
        _body = body;
        _path = path;
        _steps = new Steps(body, path, cycle, vigour, body.HipHalfWidth * random.Between(0.75, 1.05));
        _vigour = vigour;
        _elbow = random.Between(0.15, 0.5);
        _gaze = random.Normal(0.08, 0.2, 0.04);
    }

    /// <summary>Ahead in a straight line at 0.9 to 1.4 m/s for a body of average height.</summary>
    public static Walk Straight(Proportions body, Random random)
    {
        double speed = random.Between(1.1, 1.7) * body.Leg;
        return new Walk(body, t => new PathPoint(0, speed * t, 0), Cycle(speed, body), 1, random);
    }

    /// <summary>In a circle through the origin, either way round.</summary>
    public static Walk Circle(Proportions body, Random random)
    {
        double speed = random.Between(1.0, 1.4) * body.Leg, radius = random.Between(0.9, 1.5);
        double turn = random.NextDouble() < 0.5 ? 1 : -1;
        return new Walk(body, t => OnCircle(speed * t / radius, radius, turn), Cycle(speed, body), 1, random);
    }

    /// <summary>Up and down in a narrow loop of 3 m, either way round.</summary>
    public static Walk Pace(Proportions body, Random random)
    {
        double speed = random.Between(1.1, 1.4) * body.Leg, half = random.Between(0.8, 1.1), radius = random.Between(0.5, 0.6);
        double turn = random.NextDouble() < 0.5 ? 1 : -1;
        return new Walk(body, t => OnLoop(speed * t, half, radius, turn), Cycle(speed, body), 1, random);
    }

    /// <summary>Turning on the spot with small steps, once round in 4 to 7 seconds.</summary>
    public static Walk Turning(Proportions body, Random random)
    {
        double rate = 2 * Math.PI / random.Between(4, 7) * (random.NextDouble() < 0.5 ? 1 : -1);
        return new Walk(body, t => new PathPoint(0, 0, rate * t), 1.1, 0.2, random);
    }

    /// <inheritdoc/>
    public override void At(double time, BodyParameters pose)
    {
        PathPoint at = _path(time);
        double phase = 2 * Math.PI * _steps.Phase(time, 1), swing = Math.Cos(phase), late = 2 * Math.PI * 0.3;
        double bob = 0.014 * Math.Cos(2 * (phase - late)), shift = 0.025 * Math.Cos(phase - late);
        Stance stance = new()
        {
            Lean = 0.05,
            Turn = -0.1 * _vigour * swing,
            Sway = -0.03 * Math.Cos(phase - late),
            Trunk = new Vector3D(0.04, 0.2 * _vigour * swing, 0.03 * Math.Cos(phase - late)),
            Gaze = _gaze + new Vector3D(0, -0.1 * _vigour * swing, 0),
            LeftArm = Arm(-swing),
            RightArm = Arm(swing),
        };
        Vector3D pelvis = at.From(shift * _body.Leg, _body.StandingHeight + ((bob - 0.014) * _body.Leg), 0);
        _body.Place(stance, pelvis, at.Heading, _steps.At(time, 1), _steps.At(time, -1), pose);
    }

    /// <summary>Seconds a cycle: longer steps and quicker ones share the speed evenly (D. W. Grieve, R. J. Gear, Ergonomics 9, 1966).</summary>
    private static double Cycle(double speed, Proportions body) => 1.12 * Math.Sqrt(1.3 * body.Leg / speed);

    private static PathPoint OnCircle(double angle, double radius, double turn)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return new PathPoint(turn * radius * (1 - cos), radius * sin, turn * angle);
    }

    /// <summary>Two straights of length 2 half joined by half circles, from the middle of one straight; the heading counts the rounds.</summary>
    private static PathPoint OnLoop(double way, double half, double radius, double turn)
    {
        double bend = Math.PI * radius, round = 2 * ((2 * half) + bend), rounds = Math.Floor((way + half) / round), part = way + half - (rounds * round);
        double back = part < (2 * half) + bend ? 0 : 1; // the second half mirrors the first
        part -= back * ((2 * half) + bend);
        double angle = Math.Max(part - (2 * half), 0) / radius, side = back == 0 ? 1 : -1;
        double x = radius * (1 - Math.Cos(angle)), z = Math.Min(part, 2 * half) - half + (radius * Math.Sin(angle));
        return new PathPoint(turn * ((back * 2 * radius) + (side * x)), side * z, turn * ((Math.PI * ((2 * rounds) + back)) + angle));
    }

    /// <summary>An arm swung ahead (1) or behind (-1).</summary>
    private Limb Arm(double swing)
    {
        double shoulder = _vigour * ((0.42 * swing) - 0.08), elbow = shoulder + _elbow + (0.25 * _vigour * (1 + swing));
        return new Limb(new(0.22, -Math.Cos(shoulder), Math.Sin(shoulder)), new(0.02, -Math.Cos(elbow), Math.Sin(elbow)));
    }
}
