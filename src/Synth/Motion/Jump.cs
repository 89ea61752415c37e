using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Crouches, jumps straight up with the arms, lands in the same prints, and again.</summary>
internal sealed class Jump : Motion
{
    private const double Gravity = 9.81, Wait = 0.5, Sink = 0.45, Push = 0.24, Land = 0.3, Rise = 0.6;

    private static readonly Stance Standing = new();
    private static readonly Stance Crouched = new()
    {
        Lean = 0.6,
        Trunk = new(0.3, 0, 0),
        Gaze = new(-0.4, 0, 0),
        LeftArm = new(new(.3, -.8, -.5), new(.1, -.9, -.25)),
        RightArm = new(new(.3, -.8, -.5), new(.1, -.9, -.25)),
    };

    private static readonly Stance Landed = Crouched with { LeftArm = ArmPoses.Balancing, RightArm = ArmPoses.Balancing };
    private static readonly Stance Swinging = new() { LeftArm = ArmPoses.Reaching, RightArm = ArmPoses.Reaching };

    private static readonly Stance Stretched = new() { Trunk = new(-0.08, 0, 0), Gaze = new(-0.2, 0, 0), LeftArm = ArmPoses.UpAndOut, RightArm = ArmPoses.UpAndOut };

    private readonly Proportions _body;
    private readonly double _speed;
    private readonly double _flight;
    private readonly double _depth;

    private Jump(Proportions body, Random random)
    {
        _body = body;
        _speed = random.Between(1.8, 2.6);
        _flight = 2 * _speed / Gravity;
        _depth = random.Between(0.28, 0.38) * body.Leg;
    }

    /// <summary>A jump of 0.17 to 0.34 m.</summary>
    public static Jump Create(Proportions body, Random random) => new(body, random);

    /// <inheritdoc/>
    public override void At(double time, BodyParameters pose)
    {
        double round = Wait + Sink + Push + _flight + Land + Rise, t = time - (Math.Floor(time / round) * round);
        double toes = 0.7, tiptoe = _body.Stand(default, toes).Ankle.Y - _body.Ankle;
        (double up, double crouch, double stretch, double pitch) = Moment(t, tiptoe, toes);
        Stance low = Stance.Blend(Standing, t < Wait + Sink + Push ? Crouched : Landed, crouch);
        Stance stance = Stance.Blend(Stance.Blend(low, Swinging, stretch), Stance.Blend(Swinging, Stretched, stretch), stretch);
        double lift = Math.Max(up - tiptoe, 0), back = 0.5 * Math.Min(up, 0);
        FootPin left = _body.Stand(new PathPoint(1.3 * _body.HipHalfWidth, 0, 0.2), pitch, lift);
        FootPin right = _body.Stand(new PathPoint(-1.3 * _body.HipHalfWidth, 0, -0.2), pitch, lift);
        _body.Place(stance, new Vector3D(0, _body.StandingHeight + up, back), 0, left, right, pose);
    }

    /// <summary>Height of the pelvis over standing, share of the crouch, share of the stretch, pitch of the feet.</summary>
    private (double Up, double Crouch, double Stretch, double Pitch) Moment(double t, double tiptoe, double toes)
    {
        if ((t -= Wait) < 0)
        {
            return (0, 0, 0, 0);
        }

        if ((t -= Sink) < 0)
        {
            double share = Ease.Smooth((t + Sink) / Sink);
            return (-_depth * share, share, 0, 0);
        }

        double half = 0.5 * _flight, raised = Ease.Smooth(t / (Push + half)), lowered = Ease.Smooth((t - Push - half) / (half + Land));
        if ((t -= Push) < 0)
        {
            double part = (t + Push) / Push;
            return (Ease.Hermite(-_depth, 0, tiptoe, _speed * Push, part), 1 - Ease.Smooth(part), raised, toes * Ease.Smooth((part - 0.4) / 0.6));
        }

        if ((t -= _flight) < 0)
        {
            double air = t + _flight;
            return (tiptoe + (_speed * air) - (0.5 * Gravity * air * air), 0, raised - lowered, toes);
        }

        if ((t -= Land) < 0)
        {
            double part = (t + Land) / Land;
            return (Ease.Hermite(tiptoe, -_speed * Land, -_depth, 0, part), Ease.Smooth(part), 1 - lowered, toes * (1 - Ease.Smooth(part / 0.5)));
        }

        double rise = 1 - Ease.Smooth(t / Rise);
        return (-_depth * rise, rise, 0, 0);
    }
}
