using System.Numerics;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.People;

/// <summary>Draws what people wear.</summary>
public static class AppearanceSampler
{
    private static readonly Vector3[] SkinTones =
    [
        new(.96f, .82f, .73f), new(.93f, .77f, .66f), new(.88f, .70f, .58f), new(.82f, .62f, .48f), new(.74f, .53f, .39f),
        new(.62f, .43f, .31f), new(.50f, .34f, .24f), new(.38f, .25f, .18f), new(.28f, .18f, .13f),
    ];

    private static readonly Vector3[] HairTones =
    [
        new(.06f, .05f, .05f), new(.11f, .08f, .06f), new(.20f, .13f, .08f), new(.33f, .21f, .12f), new(.50f, .35f, .19f),
        new(.72f, .56f, .33f), new(.42f, .18f, .09f), new(.55f, .55f, .55f), new(.82f, .81f, .79f),
    ];

    private static readonly Vector3[] Denims = [new(.14f, .19f, .32f), new(.23f, .31f, .46f), new(.35f, .44f, .57f), new(.10f, .11f, .15f)];

    /// <summary>Most people in photographs wear black, white, grey, navy, beige or denim.</summary>
    private static readonly Vector3[] Staples =
    [
        new(.06f, .06f, .07f), new(.93f, .93f, .92f), new(.45f, .46f, .48f), new(.70f, .71f, .72f), new(.10f, .13f, .24f),
        new(.74f, .66f, .54f), new(.36f, .28f, .21f), new(.55f, .10f, .12f), new(.25f, .31f, .22f),
    ];

    /// <summary>One person's looks.</summary>
    public static Appearance Sample(Random random)
    {
        Vector3 skin = random.Near(random.Pick<Vector3>(SkinTones), .025f);
        Vector3 hair = random.Near(random.Pick<Vector3>(HairTones), .02f);
        float sleeve = random.PickWeighted([.12f, .43f, .10f, .35f]) switch
        {
            0 => random.Between(-.16f, -.04f),
            1 => random.Between(.18f, .45f),
            2 => random.Between(.5f, .85f),
            _ => random.Between(.93f, 1.03f),
        };
        bool skirt = random.Chance(.14), shorts = !skirt && random.Chance(.3);
        float leg = skirt ? random.Chance(.4) ? random.Between(.9f, 1) : -1
            : shorts ? random.Between(.22f, .6f) : random.Between(.86f, 1.02f);
        Material top = Cloth(random);
        bool oneColor = random.Chance(.15);
        HairStyle style = (HairStyle)random.PickWeighted([.07f, .42f, .15f, .26f, .10f]);
        bool longHair = style is HairStyle.Flowing or HairStyle.Bun;
        return new Appearance
        {
            Skin = new Material(skin, random.Near(skin * .95f, .012f), Pattern.Clouds, .2f, .12f),
            Top = top,
            Bottom = oneColor ? top : random.Chance(.35) ? Denim(random) : Cloth(random),
            Shoes = Material.Of(random.Chance(.5) ? random.Pick<Vector3>(Staples) : random.Color(), .25f),
            Socks = Material.Of(random.Chance(.7) ? random.Pick<Vector3>(Staples) : random.Color()),
            Hair = new Material(hair, hair * 1.5f, Pattern.Wood, .12f, .2f),
            Hat = Cloth(random),
            Sleeve = sleeve,
            Collar = sleeve > .9f ? random.Between(-.02f, .06f) : random.Between(-.035f, .02f),
            Neckline = random.Chance(.3) ? random.Between(.03f, .12f) : random.Between(0, .03f),
            Hem = random.Between(-.14f, .10f),
            Leg = leg,
            Sock = leg < .85f && random.Chance(.6) ? random.Between(.35f, .95f) : 1,
            Shoe = random.Chance(.08) ? -1 : random.Chance(.15) ? random.Between(.1f, .28f) : random.Between(-.02f, .06f),
            HairStyle = style,
            Beard = !longHair && random.Chance(.25) ? random.Between(.4f, 1) : 0,
            Lips = longHair ? random.Between(.3f, 1) : random.Between(.1f, .4f),
            HatKind = random.Chance(.2) ? (HatKind)random.Next(1, 5) : HatKind.None,
            Glasses = random.Chance(.18) ? random.Chance(.5) ? .5f : 1 : 0,
            GazeX = random.Normal(.0025f),
            GazeY = random.Normal(.0012f),
            Skirt = skirt ? random.Between(.25f, .9f) : 0,
            SkirtFlare = random.Between(.05f, .5f),
            HairLength = random.Between(0, .32f),
            TopEase = random.Chance(.25) ? random.Between(.01f, .035f) : random.Between(.003f, .012f),
            LegEase = random.Chance(.3) ? random.Between(.012f, .03f) : random.Between(.002f, .012f),
        };
    }

    private static Material Cloth(Random random)
    {
        Vector3 first = random.Chance(.55) ? random.Near(random.Pick<Vector3>(Staples), .04f) : random.Color(.85f);
        Vector3 other = random.Chance(.5) ? random.Pick<Vector3>(Staples) : random.Color(.85f);
        Vector3 similar = random.Near(first * random.Between(.75f, 1.15f), .02f);
        int kind = random.PickWeighted([.52f, .12f, .05f, .04f, .07f, .04f, .05f, .05f, .06f]);
        return kind switch
        {
            0 => new Material(first, similar, Pattern.Cloth, random.Between(.1f, .4f), random.Between(0, .15f)),
            1 => new Material(first, other, Pattern.Stripes, random.Between(.08f, .4f)),
            2 => new Material(first, other, Pattern.UprightStripes, random.Between(.06f, .3f)),
            3 => new Material(first, other, Pattern.Checks, random.Between(.06f, .3f)),
            4 => new Material(first, other, Pattern.Plaid, random.Between(.1f, .3f)),
            5 => new Material(first, other, Pattern.Dots, random.Between(.1f, .4f)),
            6 => new Material(first, other, Pattern.Patches, random.Between(.2f, .7f)),
            7 => new Material(first, other, Pattern.Clouds, random.Between(.2f, 1)),
            _ => new Material(first, other, Pattern.Spots, random.Between(.2f, .8f)),
        };
    }

    private static Material Denim(Random random)
    {
        Vector3 color = random.Near(random.Pick<Vector3>(Denims), .02f);
        return new Material(color, Vector3.Min(color * 1.5f, Vector3.One), Pattern.Clouds, random.Between(.3f, .8f));
    }
}
