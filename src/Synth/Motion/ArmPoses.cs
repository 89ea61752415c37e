namespace LivePose.Synth;

/// <summary>What arms do in photographs of people; directions (outward, up, forward) seen from the chest.</summary>
internal static class ArmPoses
{
    public static readonly Limb Hanging = new(new(.2, -1, -.02), new(.12, -1, .2));

#pragma warning disable CS1591 // the names say it
    public static readonly Limb Loose = new(new(.28, -1, -.1), new(.02, -.85, .5));
    public static readonly Limb OnHip = new(new(.72, -.75, -.3), new(-.75, -.6, .2), 0, .3);
    public static readonly Limb InPocket = new(new(.38, -1, -.25), new(-.15, -1, .35));
    public static readonly Limb Crossed = new(new(.12, -.9, .4), new(-.9, .12, .35));
    public static readonly Limb Carrying = new(new(.15, -1, .12), new(-.3, -.05, .9));
    public static readonly Limb HoldingUp = new(new(.15, -.95, .3), new(-.3, .45, .85));
    public static readonly Limb AtBelly = new(new(.3, -1, 0), new(-.6, -.25, .75));
    public static readonly Limb AtEar = new(new(.7, -.45, .6), new(-.62, .75, -.22), 0, .1);
    public static readonly Limb AtEyes = new(new(.45, -.45, .75), new(-.45, .85, .12));
    public static readonly Limb AtMouth = new(new(.4, -.85, .35), new(-.38, .75, .5));
    public static readonly Limb Waving = new(new(.9, -.15, .25), new(.35, .95, .2));
    public static readonly Limb Up = new(new(.35, 1, .1), new(.12, 1, .12));
    public static readonly Limb UpAndOut = new(new(.75, .65, .12), new(.5, .85, .15));
    public static readonly Limb Sideways = new(new(1, -.05, .05), new(1, .05, .25));
    public static readonly Limb Balancing = new(new(.9, -.35, .25), new(.75, .05, .55));
    public static readonly Limb PointingAhead = new(new(.2, -.1, 1), new(.08, .02, 1));
    public static readonly Limb PointingAside = new(new(.9, .1, .45), new(.9, .12, .4));
    public static readonly Limb Reaching = new(new(.2, -.5, .9), new(.02, -.05, 1));
    public static readonly Limb OnThigh = new(new(.22, -.92, .28), new(-.08, -.3, .9));
    public static readonly Limb OnTable = new(new(.28, -.85, .45), new(-.35, .05, .95));
    public static readonly Limb OnHandlebar = new(new(.3, -.62, .72), new(.02, -.3, .95));
    public static readonly Limb WithPole = new(new(.42, -.78, .4), new(.22, -.3, .9));
    public static readonly Limb RunningAhead = new(new(.22, -.9, .4), new(-.3, .35, .88));
    public static readonly Limb RunningBehind = new(new(.3, -.65, -.68), new(.05, -.7, .68));
    public static readonly Limb RacketBehindHead = new(new(.8, .5, -.1), new(-.15, .5, -.75));
    public static readonly Limb TossingBall = new(new(.25, .85, .45), new(.15, .95, .3));
    public static readonly Limb Forehand = new(new(.8, -.4, .3), new(.65, -.2, .7));
    public static readonly Limb Backhand = new(new(-.15, -.5, .85), new(-.9, -.1, .4));
    public static readonly Limb Throwing = new(new(.85, .25, -.4), new(.25, .9, -.1));
    public static readonly Limb BatLead = new(new(-.3, -.4, .85), new(-.85, .3, .1));
    public static readonly Limb BatRear = new(new(.65, -.55, .1), new(-.15, .75, .6));
    public static readonly Limb SwingLow = new(new(-.1, -.8, .6), new(-.15, -.75, .65));
    public static readonly Limb BehindBack = new(new(.4, -.9, -.4), new(-.75, -.6, -.1));
    public static readonly Limb BehindHead = new(new(.85, .5, .1), new(-.75, .3, -.45));
    public static readonly Limb HangingBent = new(new(.12, -.55, .85), new(0, -.55, .8));
    public static readonly Limb PropBehind = new(new(.35, -.8, -.5), new(.15, -.9, -.35));
#pragma warning restore CS1591
}
