namespace LivePose.Synth;

/// <summary>Hand-made poses of what people do in photographs, each with its share of them.</summary>
internal static class BasePoses
{
    private const double Degree = Math.PI / 180;

    /// <summary>Every pose: its name, how often it is drawn (any unit), and how to take it.</summary>
    public static IReadOnlyList<BasePose> All { get; } = [.. Standing(), .. Sitting(), .. Low(), .. Sports(), .. Lying()];

    /// <summary>Arms that go with any upright pose.</summary>
    public static IReadOnlyList<Limb> FreeArms { get; } =
    [
        ArmPoses.Hanging, ArmPoses.Hanging, ArmPoses.Loose, ArmPoses.Loose, ArmPoses.OnHip, ArmPoses.InPocket, ArmPoses.Carrying,
        ArmPoses.Carrying, ArmPoses.OnTable, ArmPoses.HoldingUp, ArmPoses.HoldingUp, ArmPoses.AtBelly, ArmPoses.AtBelly, ArmPoses.AtEar,
        ArmPoses.AtMouth, ArmPoses.AtMouth, ArmPoses.Waving, ArmPoses.Reaching, ArmPoses.Balancing, ArmPoses.WithPole,
    ];

    private static BasePose[] Standing() =>
    [
        new("standing", 7, Upright(ArmPoses.Hanging, ArmPoses.Hanging)),
        new("standing at ease", 7, Upright(ArmPoses.Loose, ArmPoses.Hanging, LegPoses.Straight, LegPoses.Eased) with { Sway = 4 * Degree }, true),
        new("hands on hips", 2, Upright(ArmPoses.OnHip, ArmPoses.OnHip)),
        new("hand in pocket", 3, Upright(ArmPoses.InPocket, ArmPoses.Hanging, LegPoses.Eased), true),
        new("arms crossed", 2, Upright(ArmPoses.Crossed, ArmPoses.Crossed with { Upper = new(.1, -.95, .25) })),
        new("carrying", 7, Upright(ArmPoses.Carrying, ArmPoses.Carrying) with { Gaze = new(20 * Degree, 0, 0) }, true),
        new("holding up", 6, Upright(ArmPoses.HoldingUp, ArmPoses.Hanging) with { Gaze = new(15 * Degree, 5 * Degree, 0) }, true),
        new("both hands up", 3, Upright(ArmPoses.HoldingUp, ArmPoses.HoldingUp) with { Gaze = new(15 * Degree, 0, 0) }),
        new("hands at belly", 4, Upright(ArmPoses.AtBelly, ArmPoses.AtBelly)),
        new("phone at ear", 2, Upright(ArmPoses.AtEar, ArmPoses.Loose), true),
        new("camera at eyes", 1, Upright(ArmPoses.AtEyes, ArmPoses.AtEyes)),
        new("eating", 3, Upright(ArmPoses.AtMouth, ArmPoses.Carrying) with { Gaze = new(8 * Degree, 0, 0) }, true),
        new("arms raised", 1, Upright(ArmPoses.Up, ArmPoses.Up)),
        new("cheering", 1, Upright(ArmPoses.UpAndOut, ArmPoses.UpAndOut, LegPoses.Wide, LegPoses.Wide)),
        new("waving", 1.5, Upright(ArmPoses.Waving, ArmPoses.Hanging), true),
        new("pointing ahead", 1.5, Upright(ArmPoses.PointingAhead, ArmPoses.Hanging), true),
        new("pointing aside", 1, Upright(ArmPoses.PointingAside, ArmPoses.Hanging) with { Gaze = new(0, 40 * Degree, 0) }, true),
        new("reaching", 2, Upright(ArmPoses.Reaching, ArmPoses.Reaching) with { Trunk = new(15 * Degree, 0, 0) }, true),
        new("hands behind back", 1, Upright(ArmPoses.BehindBack, ArmPoses.BehindBack)),
        new("hands behind head", .6, Upright(ArmPoses.BehindHead, ArmPoses.BehindHead)),
        new("walking", 8, Upright(
            ArmPoses.Hanging with { Lower = new(.1, -.9, .5) }, ArmPoses.Loose with { Upper = new(.2, -1, -.35) },
            LegPoses.StepBehind, LegPoses.StepAhead), true),
    ];

    private static BasePose[] Sitting() =>
    [
        new("sitting", 6, Seated(ArmPoses.OnThigh, ArmPoses.OnThigh), true),
        new("sitting at table", 8, Seated(ArmPoses.OnTable, ArmPoses.OnTable) with { Trunk = new(18 * Degree, 0, 0), Gaze = new(12 * Degree, 0, 0) }, true),
        new("eating at table", 4, Seated(ArmPoses.AtMouth, ArmPoses.OnTable) with { Trunk = new(12 * Degree, 0, 0) }, true),
        new("sitting back", 4, Seated(ArmPoses.OnThigh, ArmPoses.AtBelly, LegPoses.ChairOut, LegPoses.Chair) with { Lean = -20 * Degree }, true),
        new("legs crossed", 2, Seated(ArmPoses.OnThigh, ArmPoses.AtBelly, LegPoses.Chair, LegPoses.Crossed) with { Lean = -12 * Degree }, true),
        new("on a bicycle", 2, Seated(ArmPoses.OnHandlebar, ArmPoses.OnHandlebar, LegPoses.PedalUp, LegPoses.PedalDown) with
        {
            Lean = 22 * Degree, Trunk = new(22 * Degree, 0, 0), Gaze = new(-28 * Degree, 0, 0),
        }),
        new("on a horse or motorbike", 2.5, Seated(ArmPoses.OnHandlebar, ArmPoses.OnHandlebar, LegPoses.Saddle, LegPoses.Saddle)),
        new("cross-legged on the floor", 1.5, Seated(ArmPoses.Carrying, ArmPoses.Carrying, LegPoses.Tailor, LegPoses.Tailor with { Lower = new(-.95, -.1, -.2) }) with { Grounded = 0 }, true),
        new("on the floor", 1.5, Seated(ArmPoses.PropBehind, ArmPoses.PropBehind, LegPoses.FloorOut, LegPoses.FloorBent) with
        {
            Lean = -25 * Degree, Trunk = new(10 * Degree, 0, 0), Grounded = .2,
        }),
    ];

    private static BasePose[] Low() =>
    [
        new("squatting", 3, Upright(ArmPoses.OnTable, ArmPoses.OnTable, LegPoses.Squat, LegPoses.Squat) with { Lean = 22 * Degree, Trunk = new(25 * Degree, 0, 0) }),
        new("half squat", 3, Upright(ArmPoses.Carrying, ArmPoses.Carrying, LegPoses.HalfSquat, LegPoses.HalfSquat) with { Lean = 22 * Degree, Trunk = new(15 * Degree, 0, 0) }, true),
        new("bending over", 4, Upright(ArmPoses.HangingBent, ArmPoses.HangingBent, LegPoses.Wide, LegPoses.Straight) with
        {
            Lean = 48 * Degree, Trunk = new(45 * Degree, 0, 0),
        }),
        new("leaning forward", 6, Upright(ArmPoses.HangingBent, ArmPoses.OnTable, LegPoses.Wide, LegPoses.Eased) with
        {
            Lean = 25 * Degree, Trunk = new(28 * Degree, 0, 0),
        }),
        new("lunge", 1, Upright(ArmPoses.OnHip, ArmPoses.OnHip, LegPoses.LungeAhead, LegPoses.LungeBehind) with { Lean = 8 * Degree }, true),
        new("on one knee", 1, Upright(ArmPoses.OnThigh, ArmPoses.OnTable, LegPoses.KneelAhead, LegPoses.Kneel) with { Trunk = new(12 * Degree, 0, 0) }, true),
        new("kneeling", .7, Upright(ArmPoses.Carrying, ArmPoses.Carrying, LegPoses.Kneel, LegPoses.Kneel)),
        new("sitting on heels", .8, Seated(ArmPoses.OnThigh, ArmPoses.OnThigh, LegPoses.OnHeels, LegPoses.OnHeels)),
    ];

    private static BasePose[] Sports() =>
    [
        new("running", 3, Upright(ArmPoses.RunningAhead, ArmPoses.RunningBehind, LegPoses.RunPush, LegPoses.RunDrive) with
        {
            Lean = 8 * Degree, Trunk = new(6 * Degree, -10 * Degree, 0), Lift = .05,
        }),
        new("landing a stride", 2, Upright(ArmPoses.RunningBehind, ArmPoses.RunningAhead, LegPoses.StepAhead, LegPoses.RunPush) with
        {
            Lean = 6 * Degree, Trunk = new(6 * Degree, 8 * Degree, 0),
        }),
        new("skiing", 4, Upright(ArmPoses.WithPole, ArmPoses.WithPole, LegPoses.Tuck, LegPoses.Tuck) with { Lean = 22 * Degree, Trunk = new(18 * Degree, 0, 0), Gaze = new(-15 * Degree, 0, 0) }),
        new("standing on skis", 2, Upright(ArmPoses.WithPole, ArmPoses.WithPole)),
        new("surfing or skating", 5, Upright(ArmPoses.Balancing, ArmPoses.Balancing, LegPoses.BoardFront, LegPoses.BoardBack) with
        {
            Lean = 18 * Degree, Trunk = new(18 * Degree, 15 * Degree, 0), Gaze = new(-5 * Degree, 45 * Degree, 0),
        }),
        new("balancing", 1.5, Upright(ArmPoses.Sideways, ArmPoses.Sideways, LegPoses.Wide, LegPoses.Eased)),
        new("serve", 1.5, Upright(ArmPoses.TossingBall, ArmPoses.RacketBehindHead, LegPoses.Straight, LegPoses.Eased) with
        {
            Trunk = new(-15 * Degree, -20 * Degree, 12 * Degree), Gaze = new(-25 * Degree, 10 * Degree, 0),
        }),
        new("forehand", 3, Upright(ArmPoses.Balancing, ArmPoses.Forehand, LegPoses.HalfSquat, LegPoses.Wide) with
        {
            Lean = 10 * Degree, Trunk = new(10 * Degree, -30 * Degree, 0), Gaze = new(5 * Degree, 25 * Degree, 0),
        }),
        new("backhand", 2, Upright(ArmPoses.BehindBack with { Lower = new(0, -.8, .4) }, ArmPoses.Backhand, LegPoses.StepAhead, LegPoses.StepBehind) with
        {
            Lean = 10 * Degree, Trunk = new(12 * Degree, 35 * Degree, 0),
        }),
        new("batting", 3, Upright(ArmPoses.BatLead, ArmPoses.BatRear, LegPoses.Wide, LegPoses.HalfSquat) with
        {
            Lean = 12 * Degree, Trunk = new(10 * Degree, -20 * Degree, 0), Gaze = new(0, 55 * Degree, 0),
        }),
        new("throwing", 2, Upright(ArmPoses.PointingAhead, ArmPoses.Throwing, LegPoses.StepAhead, LegPoses.StepBehind) with
        {
            Trunk = new(-5 * Degree, -30 * Degree, 0), Gaze = new(0, 25 * Degree, 0),
        }),
        new("swinging low", 1.5, Upright(ArmPoses.SwingLow, ArmPoses.SwingLow, LegPoses.Wide, LegPoses.HalfSquat) with
        {
            Lean = 22 * Degree, Trunk = new(22 * Degree, 0, 0),
        }),
        new("kicking", 2, Upright(ArmPoses.Balancing, ArmPoses.Loose, LegPoses.Eased, LegPoses.Kick) with { Lean = -6 * Degree, Trunk = new(15 * Degree, -12 * Degree, 0), Grounded = .6 }),
        new("leaping", 1.5, Upright(ArmPoses.UpAndOut, ArmPoses.Balancing, LegPoses.LeapAhead, LegPoses.LeapBehind) with { Grounded = 0, Lift = .4 }, true),
        new("jumping", 1, Upright(ArmPoses.Up, ArmPoses.UpAndOut, LegPoses.LeapAhead, LegPoses.LeapAhead) with { Grounded = 0, Lift = .35 }, true),
    ];

    private static BasePose[] Lying() =>
    [
        new("lying on the back", 1, Upright(ArmPoses.Hanging, ArmPoses.AtBelly, LegPoses.Straight, LegPoses.Eased) with { Laid = new(-90 * Degree, 0, 0), Grounded = 0 }, true),
        new("lying on the side", 1, Upright(ArmPoses.Carrying, ArmPoses.HoldingUp, LegPoses.Tuck, LegPoses.HalfSquat) with { Laid = new(0, 0, 80 * Degree), Grounded = 0 }),
        new("lying on the front", 1, Upright(ArmPoses.Up, ArmPoses.UpAndOut) with { Laid = new(85 * Degree, 0, 0), Gaze = new(-40 * Degree, 0, 0), Grounded = 0 }),
    ];

    private static Stance Upright(Limb leftArm, Limb rightArm) => Upright(leftArm, rightArm, LegPoses.Straight, LegPoses.Straight);

    private static Stance Upright(Limb leftArm, Limb rightArm, Limb leftLeg) => Upright(leftArm, rightArm, leftLeg, LegPoses.Straight);

    private static Stance Upright(Limb leftArm, Limb rightArm, Limb leftLeg, Limb rightLeg) =>
        new() { LeftArm = leftArm, RightArm = rightArm, LeftLeg = leftLeg, RightLeg = rightLeg };

    private static Stance Seated(Limb leftArm, Limb rightArm) => Seated(leftArm, rightArm, LegPoses.Chair, LegPoses.Chair);

    private static Stance Seated(Limb leftArm, Limb rightArm, Limb leftLeg, Limb rightLeg) =>
        Upright(leftArm, rightArm, leftLeg, rightLeg) with { Lean = -8 * Degree, Trunk = new(12 * Degree, 0, 0) };
}
