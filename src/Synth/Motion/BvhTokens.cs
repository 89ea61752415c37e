using System.Globalization;

namespace LivePose.Synth;

/// <summary>The words of a Biovision hierarchy file one after the other, with the line for messages.</summary>
internal sealed class BvhTokens(string text, string name)
{
    private const int MostShown = 40;

    private int _at;
    private int _line = 1;

    /// <summary>What messages call the file.</summary>
    public string Name => name;

    /// <summary>True when only white space is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == text.Length;
        }
    }

    /// <summary>The next word.</summary>
    /// <param name="what">What it should be, for the message where the file ends.</param>
    public string Next(string what) => Word(what).ToString();

    /// <summary>Takes a word that must stand here; case does not matter.</summary>
    public void Expect(string word)
    {
        ReadOnlySpan<char> found = Word($"'{word}'");
        if (!found.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            throw Fault($"'{Shown(found)}' stands where '{word}' is expected");
        }
    }

    /// <summary>A finite number.</summary>
    /// <param name="what">What it is, for messages.</param>
    public double Number(string what)
    {
        ReadOnlySpan<char> word = Word(what);
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) < 1e9
            ? value
            : throw Fault($"'{Shown(word)}' stands where {what} is expected");
    }

    /// <summary>What is left of the line, trimmed: a joint's name may hold spaces.</summary>
    public string RestOfLine()
    {
        int end = text.AsSpan(_at).IndexOfAny('\n', '\r', '{');
        end = end < 0 ? text.Length : _at + end;
        string rest = text[_at..end].Trim();
        _at = end;
        return rest;
    }

    /// <summary>What is wrong, with the file and the line.</summary>
    public InvalidDataException Fault(string what) => new($"'{name}' is not a usable BVH file: line {_line}: {what}.");

    /// <summary>A word short enough for a message.</summary>
    public static string Shown(ReadOnlySpan<char> word) => word.Length <= MostShown ? word.ToString() : $"{word[..MostShown]}...";

    private ReadOnlySpan<char> Word(string what)
    {
        SkipSpace();
        int start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at > start ? text.AsSpan(start, _at - start) : throw Fault($"the file ends where {what} is expected");
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _line += text[_at++] == '\n' ? 1 : 0;
        }
    }
}
