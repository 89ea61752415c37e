using System.Globalization;
using System.IO.Compression;

namespace LivePose.Fitting.Body.Import;

/// <summary>A MakeHuman target: how some vertices of the base mesh move, decimetres. Text, one <c>index dx dy dz</c> a line, perhaps gzipped.</summary>
internal static class MorphTarget
{
    /// <summary>Longest file read once unpacked, characters: ten times the largest target there is.</summary>
    private const long MaxCharacters = 1 << 25;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A .target or .target.gz file.</param>
    /// <param name="vertexCount">Vertices of the base mesh.</param>
    /// <returns>Shape [vertexCount], decimetres.</returns>
    /// <exception cref="InvalidDataException">A line cannot be understood, or the file is damaged.</exception>
    public static Vector3D[] Read(string path, int vertexCount)
    {
        string file = Path.GetFileName(path);
        Vector3D[] offsets = new Vector3D[vertexCount];
        using FileStream stream = System.IO.File.OpenRead(path);
        using Stream source = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using StreamReader reader = new(source);
        long characters = 0;
        while (reader.ReadLine() is { } line)
        {
            characters += line.Length + 1;
            if (characters > MaxCharacters)
            {
                throw new InvalidDataException($"'{file}' unpacks to more than {MaxCharacters} characters; no target is that long.");
            }

            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }

            if (words.Length != 4 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= vertexCount
                || !TryNumber(words[1], out double x) || !TryNumber(words[2], out double y) || !TryNumber(words[3], out double z))
            {
                throw new InvalidDataException($"'{file}' has the line '{line}', expected a vertex below {vertexCount} and three numbers.");
            }

            offsets[index] = new Vector3D(x, y, z);
        }

        return offsets;
    }

    private static bool TryNumber(string word, out double value) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
