using System.Globalization;
using System.Text;

namespace LivePose.Fitting.Arrays;

/// <summary>The two text escapes of pickle protocol 0.</summary>
internal static class PickleText
{
    /// <summary>Python's <c>raw-unicode-escape</c>: only <c>\uXXXX</c> and <c>\UXXXXXXXX</c> are escapes.</summary>
    public static string FromRawUnicodeEscape(string line)
    {
        StringBuilder result = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int digits = line[i] == '\\' && i + 1 < line.Length ? line[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
            if (digits > 0 && TryHex(line, i + 2, digits, out int code) && (Rune.IsValid(code) || digits == 4))
            {
                result.Append(digits == 4 ? ((char)code).ToString() : new Rune(code).ToString());
                i += 1 + digits;
            }
            else
            {
                result.Append(line[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>A quoted Python 2 <c>repr</c> of a byte string, as Latin-1 text; null when the quotes are missing.</summary>
    public static string? FromRepr(string line)
    {
        if (line.Length < 2 || line[0] is not ('\'' or '"') || line[^1] != line[0])
        {
            return null;
        }

        StringBuilder result = new(line.Length);
        for (int i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != '\\')
            {
                result.Append(line[i]);
                continue;
            }

            char escape = line[++i];
            if (escape == 'x' && TryHex(line, i + 1, 2, out int code))
            {
                result.Append((char)code);
                i += 2;
            }
            else
            {
                result.Append(escape switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'a' => '\a',
                    'b' => '\b',
                    'f' => '\f',
                    'v' => '\v',
                    '0' => '\0',
                    _ => escape,
                });
            }
        }

        return result.ToString();
    }

    private static bool TryHex(string text, int start, int digits, out int value)
    {
        value = 0;
        return start + digits <= text.Length
            && int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
