using System.Numerics;
using LivePose.Fitting;

namespace LivePose.Synth.People;

/// <summary>Cuts the pieces that a person's looks ask for to the person's size.</summary>
internal static class PieceBuilder
{
    private const int Bottom = 2, HairRegion = 5, HatRegion = 6;

    private const int Around = 24;

    /// <summary>All pieces of a person.</summary>
    public static IReadOnlyList<Piece> Create(Figure figure, Appearance look, ReadOnlySpan<double> betas)
    {
        List<Piece> pieces = [];
        if (look.Skirt > 0)
        {
            pieces.Add(Skirt(figure, look, betas));
        }

        if (look.HairStyle == HairStyle.Flowing)
        {
            pieces.Add(FlowingHair(figure, look));
        }
        else if (look.HairStyle == HairStyle.Bun)
        {
            pieces.Add(Bun(figure.Measures, look));
        }

        if (look.HatKind is HatKind.Brimmed or HatKind.Cap)
        {
            pieces.Add(Brim(figure.Measures, look));
        }

        return pieces;
    }

    /// <summary>A tube from the waist to the hem that widens; each side follows its thigh.</summary>
    private static Piece Skirt(Figure figure, Appearance look, ReadOnlySpan<double> betas)
    {
        const int rows = 7;
        FigureMeasures m = figure.Measures;
        (float halfBreadth, float front, float back) = (0, 0, 0);
        float top = m.Hip + Outfit.Waist + .02f, length = (top - m.Hip) + (look.Skirt * (m.Hip - m.Ankle));
        Vector3[] rest = new Vector3[rows * Around];
        Binding[] bindings = new Binding[rest.Length];
        for (int row = 0; row < rows; row++)
        {
            float t = row / (rows - 1f), y = top - (t * length);
            if (y > m.Hip - .15f) // below, it hangs freely
            {
                (float b, float f, float r) = TrunkExtent(figure, betas, y);
                (halfBreadth, front, back) = (Math.Max(halfBreadth, b), Math.Max(front, f), Math.Min(back, r));
            }

            float flare = 1 + (look.SkirtFlare * t);
            for (int i = 0; i < Around; i++)
            {
                (float sin, float cos) = MathF.SinCos(2 * MathF.PI * i / Around);
                float fold = 1 + (.05f * t * MathF.Sin(6 * MathF.PI * i / Around * 2));
                float z = cos > 0 ? front * cos : back * -cos;
                rest[(row * Around) + i] = new Vector3(halfBreadth * flare * fold * sin, y, z * flare * fold);
                float legs = .9f * Math.Clamp((m.Hip + .02f - y) / .25f, 0, 1), left = Math.Clamp(.5f + (sin * 1.2f), 0, 1);
                bindings[(row * Around) + i] = new Binding(
                    BodyJoint.Pelvis, 1 - legs, BodyJoint.LeftHip, legs * left, BodyJoint.RightHip, legs * (1 - left));
            }
        }

        return new Piece(rest, Piece.Sheet(rows, Around, closed: true), bindings, Bottom);
    }

    /// <summary>Half the breadth of the trunk around a height, and how far it reaches forward and back, with room for cloth.</summary>
    private static (float HalfBreadth, float Front, float Back) TrunkExtent(Figure figure, ReadOnlySpan<double> betas, float height)
    {
        float breadth = 0, front = 0, back = 0;
        double[] directions = figure.Model.ShapeDirections;
        for (int v = 0; v < figure.Rest.Length; v++)
        {
            Vector3 p = figure.Rest[v];
            if (MathF.Abs(p.Y - height) > .05f)
            {
                continue;
            }

            for (int s = 0; s < betas.Length; s++)
            {
                int at = 3 * ((s * figure.Rest.Length) + v);
                p.X += (float)(betas[s] * directions[at]);
                p.Z += (float)(betas[s] * directions[at + 2]);
            }

            (breadth, front, back) = (Math.Max(breadth, MathF.Abs(p.X)), Math.Max(front, p.Z), Math.Min(back, p.Z));
        }

        return (breadth + .015f, front + .02f, back - .015f);
    }

    /// <summary>A curtain around the back and the sides of the head, which lies on the back below.</summary>
    private static Piece FlowingHair(Figure figure, Appearance look)
    {
        const int rows = 9, columns = 21;
        FigureMeasures m = figure.Measures;
        float top = m.Eye.Y + (.45f * (m.Top - m.Eye.Y)), bottom = m.Neck - look.HairLength, middle = .5f * (m.Back + m.NoseTip.Z) - .01f;
        float spineBack = figure.Rest.Where(v => MathF.Abs(v.X) < .1f && v.Y < m.Neck && v.Y > m.Neck - .2f).Min(v => v.Z);
        Vector3[] rest = new Vector3[rows * columns];
        Binding[] bindings = new Binding[rest.Length];
        for (int row = 0; row < rows; row++)
        {
            float t = row / (rows - 1f);
            for (int i = 0; i < columns; i++)
            {
                float angle = (i - (columns / 2)) / (columns / 2f);
                float ragged = row == rows - 1 ? .03f * MathF.Sin(i * 12.9898f) : 0;
                float y = float.Lerp(top, bottom, t) + ragged;
                float low = Math.Clamp((m.Mouth - y) / (m.Mouth - m.Neck + .02f), 0, 1); // 0 beside the head, 1 on the shoulders
                float reach = float.Lerp(2.0f, 1.25f, low) * angle;
                float wave = .006f * MathF.Sin((i * 1.7f) + (row * .6f));
                float rx = float.Lerp(m.HeadBreadth + .014f, .095f, low) + wave;
                float rz = middle - float.Lerp(m.Back - .014f, Math.Min(m.Back + .02f, spineBack - .02f), low) + wave;
                (float sin, float cos) = MathF.SinCos(reach);
                rest[(row * columns) + i] = new Vector3(rx * sin, y, middle - (rz * cos));
                float trunk = .9f * Math.Clamp((m.Neck + .05f - y) / .16f, 0, 1);
                bindings[(row * columns) + i] = new Binding(BodyJoint.Head, 1 - trunk, BodyJoint.Spine3, trunk);
            }
        }

        return new Piece(rest, Piece.Sheet(rows, columns, closed: false), bindings, HairRegion);
    }

    /// <summary>A knot at the back of the head, or a tail that hangs from there.</summary>
    private static Piece Bun(FigureMeasures m, Appearance look)
    {
        const int rows = 8;
        bool tail = look.HairLength > .2f;
        Vector3 half = tail ? new Vector3(.028f, .12f, .03f) : new Vector3(.042f, .042f, .036f);
        Vector3 center = new(0, m.Eye.Y + (tail ? -.04f : .045f), m.Back - (tail ? .03f : .018f));
        Vector3[] rest = new Vector3[rows * Around];
        for (int row = 0; row < rows; row++)
        {
            (float ring, float up) = MathF.SinCos(MathF.PI * row / (rows - 1));
            for (int i = 0; i < Around; i++)
            {
                (float sin, float cos) = MathF.SinCos(2 * MathF.PI * i / Around);
                rest[(row * Around) + i] = center + (half * new Vector3(ring * sin, up, ring * cos));
            }
        }

        return OnHead(rest, Piece.Sheet(rows, Around, closed: true), HairRegion);
    }

    /// <summary>A brim all around, or a peak in front only.</summary>
    private static Piece Brim(FigureMeasures m, Appearance look)
    {
        const int rows = 3;
        bool peak = look.HatKind == HatKind.Cap;
        float line = Outfit.HatLine(look, m), middle = .5f * (m.Back + m.Eye.Z), reach = .5f * (m.Eye.Z - m.Back) + .012f;
        float width = peak ? .075f : .055f + (.2f * look.HairLength);
        int columns = peak ? 13 : Around;
        Vector3[] rest = new Vector3[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            float t = row / (rows - 1f);
            for (int i = 0; i < columns; i++)
            {
                float angle = peak ? 1.15f * ((2f * i / (columns - 1)) - 1) : 2 * MathF.PI * i / columns;
                (float sin, float cos) = MathF.SinCos(angle);
                float outward = t * width * (peak ? .35f + (.65f * cos) : 1);
                float z = middle + ((reach + outward) * cos), x = (m.HeadBreadth + .008f + outward) * sin;
                float droop = peak ? .018f * t : .008f * t;
                rest[(row * columns) + i] = new Vector3(x, line + (.25f * (Math.Min(z, m.Eye.Z) - m.Eye.Z)) - droop, z);
            }
        }

        return OnHead(rest, Piece.Sheet(rows, columns, closed: !peak), HatRegion);
    }

    private static Piece OnHead(Vector3[] rest, int[] faces, int region)
    {
        Binding[] bindings = new Binding[rest.Length];
        Array.Fill(bindings, new Binding(BodyJoint.Head, 1));
        return new Piece(rest, faces, bindings, region);
    }
}
