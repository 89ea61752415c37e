namespace LivePose.Synth;

/// <summary>What legs do in photographs of people; directions (outward, up, forward) seen from the upright body.</summary>
internal static class LegPoses
{
    public static readonly Limb Straight = new(new(.02, -1, .04), new(.0, -1, -.05), .15);

#pragma warning disable CS1591 // the names say it
    public static readonly Limb Wide = new(new(.28, -1, .04), new(.26, -1, -.04), .2);
    public static readonly Limb Eased = new(new(.12, -1, .25), new(.03, -1, -.18), .3, .05);
    public static readonly Limb StepAhead = new(new(.04, -.92, .4), new(.03, -.97, .22), .1, -.2);
    public static readonly Limb StepBehind = new(new(.04, -1, -.15), new(.03, -.85, -.5), .15, .5);
    public static readonly Limb Chair = new(new(.22, -.06, 1), new(.12, -1, .05), .1);
    public static readonly Limb ChairOut = new(new(.18, -.1, 1), new(.12, -1, .5), .1, -.1);
    public static readonly Limb Crossed = new(new(-.14, .12, 1), new(-.38, -.8, .35), 0, .3);
    public static readonly Limb Tailor = new(new(.85, -.02, .72), new(-.92, -.1, .22));
    public static readonly Limb FloorOut = new(new(.16, .06, 1), new(.08, -.03, 1));
    public static readonly Limb FloorBent = new(new(.18, .72, .68), new(.1, -.88, .45), .1);
    public static readonly Limb Squat = new(new(.42, .02, .9), new(.12, -.92, -.42), .3, .15);
    public static readonly Limb HalfSquat = new(new(.28, -.72, .65), new(.12, -.92, -.36), .2);
    public static readonly Limb Tuck = new(new(.16, -.78, .62), new(.08, -.9, -.4), .1);
    public static readonly Limb BoardFront = new(new(.62, -.72, .3), new(.3, -.94, -.25), .3);
    public static readonly Limb BoardBack = new(new(.5, -.78, .42), new(.12, -.92, -.35), .3);
    public static readonly Limb LungeAhead = new(new(.08, -.35, .95), new(.04, -1, -.02), .1);
    public static readonly Limb LungeBehind = new(new(.06, -.92, -.38), new(.05, -.55, -.82), .1, 1.0);
    public static readonly Limb KneelAhead = new(new(.18, .0, 1), new(.06, -1, .03), .1);
    public static readonly Limb Kneel = new(new(.12, -1, .12), new(.06, -.06, -1), 0, 1.4);
    public static readonly Limb OnHeels = new(new(.18, -.12, 1), new(.04, .04, -1), 0, 1.5);
    public static readonly Limb RunDrive = new(new(.05, -.5, .88), new(.03, -.78, -.62), .05, .3);
    public static readonly Limb RunPush = new(new(.05, -.95, -.32), new(.05, -.74, -.68), .1, .9);
    public static readonly Limb RunStand = new(new(.05, -.98, .2), new(.04, -.95, -.3), .1, .1);
    public static readonly Limb Kick = new(new(.08, -.35, .95), new(.02, -.35, .95), 0, .2);
    public static readonly Limb PedalUp = new(new(.15, -.12, 1), new(.03, -.97, -.22), .05);
    public static readonly Limb PedalDown = new(new(.12, -.8, .6), new(.05, -1, .08), .05, .1);
    public static readonly Limb Saddle = new(new(.55, -.5, .72), new(.22, -1, -.15), .15, -.1);
    public static readonly Limb LeapAhead = new(new(.25, -.6, .78), new(.12, -.8, -.5), .1, .5);
    public static readonly Limb LeapBehind = new(new(.2, -.95, -.2), new(.1, -.6, -.75), .1, 1.0);
#pragma warning restore CS1591
}
