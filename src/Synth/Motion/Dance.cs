using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Steps from side to side on the beat with bouncing knees, swinging hips and arms that change every other beat.</summary>
internal sealed class Dance : Motion
{
    private static readonly Limb[] Arms =
    [
        ArmPoses.UpAndOut, ArmPoses.HoldingUp, ArmPoses.Waving, ArmPoses.Balancing, ArmPoses.RunningAhead, ArmPoses.OnHip, ArmPoses.Up,
        ArmPoses.Sideways, ArmPoses.PointingAside, ArmPoses.Carrying,
    ];

    private readonly Proportions _body;
    private readonly Steps _steps;
    private readonly double _beat;
    private readonly double _reach;
    private readonly Limb[] _left = new Limb[8];
    private readonly Limb[] _right = new Limb[8];
    private readonly double _turn;

    private Dance(Proportions body, Random random)
    {
        _body = body;
        _beat = random.Between(0.42, 0.58);
        _reach = random.Between(0.1, 0.18) * body.Leg;
        _turn = random.Between(-0.5, 0.5);
        bool together = random.NextDouble() < 0.4;
        for (int i = 0; i < _left.Length; i++)
        {
            _left[i] = Arms[random.Next(Arms.Length)];
            _right[i] = together ? _left[i] : Arms[random.Next(Arms.Length)];
        }

        _steps = new Steps(body, Path, 2 * _beat, 0.3, body.HipHalfWidth * 1.3);
    }

    /// <summary>A dance of its own tempo and arms.</summary>
    public static Dance Create(Proportions body, Random random) => new(body, random);

    /// <inheritdoc/>
    public override void At(double time, BodyParameters pose)
    {
        PathPoint at = Path(time);
        double phase = Math.PI * time / _beat, side = Math.Cos(phase - (0.6 * Math.PI)), bounce = 0.5 + (0.5 * Math.Cos(2 * phase));
        double pair = time / (2 * _beat), index = Math.Floor(pair), t = Ease.Smooth((pair - index) * 1.4);
        int from = Wrapped(index), to = Wrapped(index + 1);
        Stance stance = new()
        {
            Lean = 0.02 + (0.06 * bounce),
            Turn = 0.12 * side,
            Sway = 0.1 * side,
            Trunk = new Vector3D(0.06 * bounce, -0.25 * side, -0.14 * side),
            Gaze = new Vector3D(0.12 * bounce, 0.2 * side, 0.1 * side),
            LeftArm = Limb.Blend(_left[from], _left[to], t),
            RightArm = Limb.Blend(_right[from], _right[to], t),
        };
        Vector3D pelvis = at.From(0.05 * _body.Leg * side, _body.StandingHeight - ((0.02 + (0.05 * bounce)) * _body.Leg), 0);
        _body.Place(stance, pelvis, at.Heading, _steps.At(time, 1), _steps.At(time, -1), pose);
    }

    private PathPoint Path(double time) =>
        new(_reach * Math.Sin(Math.PI * time / (2 * _beat)), 0.3 * _reach * Math.Sin(Math.PI * time / (3 * _beat)), _turn * Math.Sin(Math.PI * time / (8 * _beat)));

    private int Wrapped(double index) => (int)(index - (Math.Floor(index / _left.Length) * _left.Length));
}
