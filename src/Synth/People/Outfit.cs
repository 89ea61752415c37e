using System.Numerics;

namespace LivePose.Synth.People;

/// <summary>How clothes and hair change the body's outline.</summary>
internal static class Outfit
{
    /// <summary>Upper edge of trousers above the hip joint, metres.</summary>
    public const float Waist = 0.09f;

    private const float HeadHalf = 0.13f;

    /// <summary>Hair of a person.</summary>
    public static HairCover Hair(Appearance look, FigureMeasures m)
    {
        float brow = m.Eye.Y + (0.35f * (m.Top - m.Eye.Y));
        return look.HairStyle switch
        {
            HairStyle.Bald => new HairCover(10, 10, 0),
            HairStyle.Cropped => new HairCover(brow + 0.012f, m.NoseTip.Y - 0.005f, 0.008f),
            HairStyle.Full => new HairCover(brow, m.NoseTip.Y - 0.03f, 0.026f),
            HairStyle.Flowing => new HairCover(brow + 0.005f, m.NoseTip.Y - 0.06f, 0.014f),
            _ => new HairCover(brow + 0.012f, m.NoseTip.Y - 0.02f, 0.008f),
        };
    }

    /// <summary>Height of a hat's lower edge in front; far above the head where there is none.</summary>
    public static float HatLine(Appearance look, FigureMeasures m) =>
        look.HatKind == HatKind.None ? 10 : m.Eye.Y + (0.30f * (m.Top - m.Eye.Y));

    /// <summary>How far each vertex is moved along its normal, metres, shape [V].</summary>
    public static void Ease(Figure figure, Appearance look, Span<float> ease)
    {
        FigureMeasures m = figure.Measures;
        HairCover hair = Hair(look, m);
        float hat = HatLine(look, m);
        float hatThickness = look.HatKind switch { HatKind.Helmet => 0.03f, HatKind.Brimmed => 0.02f, _ => 0.012f };
        for (int v = 0; v < ease.Length; v++)
        {
            Vector3 p = figure.Rest[v];
            float side = MathF.Abs(p.X);
            ease[v] = p.Y > m.Neck + 0.06f && side < HeadHalf ? Head(p)
                : p.Y > m.ArmBottom && side > m.ShoulderX - 0.05f ? Arm(side)
                : p.Y > m.Neck + look.Collar ? 0
                : p.Y > m.Hip + look.Hem ? look.TopEase
                : Leg(p.Y);
        }

        float Head(Vector3 p) =>
            p.Y > hat + (0.25f * (p.Z - m.Eye.Z)) ? hatThickness
            : p.Y > m.Hairline(p.Z, hair.Front, hair.Nape) ? hair.Thickness
            : 0;

        float Arm(float side)
        {
            float along = (side - m.ShoulderX) / (m.WristX - m.ShoulderX);
            return along < look.Sleeve ? look.TopEase * (0.7f + (0.6f * Math.Max(along, 0))) : 0;
        }

        float Leg(float y)
        {
            float along = (m.Hip - y) / (m.Hip - m.Ankle);
            return y < m.Ankle + look.Shoe ? look.Shoe > -0.5f ? 0.006f : 0
                : along < look.Leg ? look.LegEase * Math.Clamp(along * 1.5f, 0.15f, 1) : 0;
        }
    }
}
