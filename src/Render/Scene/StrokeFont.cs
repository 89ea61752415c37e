using System.Numerics;

namespace LivePose.Render;

/// <summary>A small font of straight strokes, drawn for this program: it scales to any size because every letter is a few lines.</summary>
/// <remarks>
/// Unit: a sixth of a capital's height; x to the right, y down, 0 at the top of a capital, 6 at the base line. A glyph is a list of
/// polylines; each point is two digits, x and y.
/// </remarks>
public static class StrokeFont
{
    /// <summary>Height of a capital letter, units.</summary>
    public const float CapitalHeight = 6;

    /// <summary>Width of a stroke that reads well, units.</summary>
    public const float LineWidth = 0.85f;

    private const char First = ' ', Last = '~';
    private const float Gap = 1.9f, SpaceAdvance = 3.4f;
    private const string Unknown = "0040460600";

    /// <summary>Glyphs of the ASCII characters from space to tilde.</summary>
    private static readonly string[] Glyphs =
    [
        "", "1014 1616", "0002 2022", "1016 3036 0242 0444", "413010010213334445361605 2026", "4006 0010110100 3545463635", // space ! " # $ %
        "460201102031320405162644", "0002", "10010516", "00111506", "2125 0244 4204", "2125 0343", // & ' ( ) * +
        "1607", "0333", "0606", "0640", "103041453616050110", "112026 1636", // , - . / 0 1
        "01103041420646", "01103041423313 334445361605", "36300444", "400003334445361605", "413010010516364544331304", "004016", // 2 3 4 5 6 7
        "103041423313020110 1304051636454433", "051636454130100102133342", "0202 0606", "1212 1607", "410345", "0242 0444", // 8 9 : ; < =
        "014305", "01103041422324 2626", "45361605011030414334 3432222434", "062046 1333", "06003041423303 3344453606", "4130100105163645", // > ? @ A B C
        "06003041453606", "40000646 0333", "400006 0333", "41301001051636454323", "0006 4046 0343", "0020 1016 0626", // D E F G H I
        "4045361605", "0006 4004 1346", "000646", "0600234046", "06004640", "103041453616050110", // J K L M N O
        "06003041423303", "103041453616050110 2446", "06003041423303 2346", "413010010213334445361605", "0040 2026", "000516364540", // P Q R S T U
        "002640", "0016233640", "0046 4006", "002340 2326", "00400646", "10000616", // V W X Y Z [
        "0046", "00101606", "022042", "0747", "0011", "12324346 441405163645", // \ ] ^ _ ` a
        "0006 0312324345361605", "4332120305163645", "4046 4332120305163645", "04444332120305163645", "30201116 0222", "4247381807 4332120305163645", // b c d e f g
        "0006 0312324346", "0206 0000", "121708 1010", "0006 3205 1436", "000516", "0206 03122326 23324346", // h i j k l m
        "0206 0312324346", "123243453616050312", "0208 0312324345361605", "4248 4332120305163645", "0206 031222", "43321203143445361605", // n o p q r s
        "101526 0222", "0205163645 4246", "022642", "0216243642", "0246 4206", "0226 4208", // t u v w x y
        "02420646", "20111203141526", "0007", "00111223141506", "03123342", // z { | } ~
    ];

    private static readonly (Vector2 From, Vector2 To)[][] Lines = [.. Glyphs.Select(Parse), Parse(Unknown)];

    private static readonly float[] Advances = [.. Lines.Select((strokes, i) => Measure((char)(First + i), strokes))];

    /// <summary>The strokes of a character, units.</summary>
    public static ReadOnlySpan<(Vector2 From, Vector2 To)> Strokes(char c) => Lines[Index(c)];

    /// <summary>From the start of a character to the start of the next, units.</summary>
    public static float Advance(char c) => Advances[Index(c)];

    /// <summary>Width of a text without the gap after its last character, px.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Height of a capital letter, px.</param>
    public static float Width(ReadOnlySpan<char> text, float size)
    {
        float units = 0;
        foreach (char c in text)
        {
            units += Advance(c);
        }

        return MathF.Max(0, units - Gap) * size / CapitalHeight;
    }

    private static int Index(char c) => c is >= First and <= Last ? c - First : Glyphs.Length;

    private static (Vector2 From, Vector2 To)[] Parse(string glyph)
    {
        List<(Vector2, Vector2)> lines = [];
        foreach (string stroke in glyph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            for (int i = 2; i < stroke.Length; i += 2)
            {
                lines.Add((Point(stroke, i - 2), Point(stroke, i)));
            }
        }

        return [.. lines];
    }

    private static Vector2 Point(string stroke, int at) => new(stroke[at] - '0', stroke[at + 1] - '0');

    /// <summary>Digits are equally wide, so that a changing number does not make its line jump.</summary>
    private static float Measure(char c, (Vector2 From, Vector2 To)[] lines) =>
        c == ' ' ? SpaceAdvance : char.IsAsciiDigit(c) ? 4 + Gap : lines.Max(line => MathF.Max(line.From.X, line.To.X)) + Gap;
}
