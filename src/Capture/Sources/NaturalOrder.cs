namespace LivePose.Capture.Sources;

/// <summary>Compares names as people do: runs of digits by value, so that <c>img2</c> comes before <c>img10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            int order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? CompareNumbers(ref a, ref b)
                : CompareLetter(ref a, ref b);
            if (order != 0)
            {
                return order;
            }
        }

        int rest = a.Length.CompareTo(b.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y); // names equal but for case or leading zeros
    }

    private static int CompareLetter(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        int order = char.ToLowerInvariant(a[0]).CompareTo(char.ToLowerInvariant(b[0]));
        a = a[1..];
        b = b[1..];
        return order;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        ReadOnlySpan<char> first = TakeDigits(ref a).TrimStart('0'), second = TakeDigits(ref b).TrimStart('0');
        int order = first.Length.CompareTo(second.Length); // without leading zeros, longer is larger
        return order != 0 ? order : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }
}
