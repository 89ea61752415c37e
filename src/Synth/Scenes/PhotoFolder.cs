using OpenCvSharp;

namespace LivePose.Synth.Scenes;

/// <summary>Photographs that serve as backgrounds.</summary>
public static class PhotoFolder
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    /// <summary>Reads every photograph of a folder, scaled down to what a picture of this size can show.</summary>
    /// <param name="folder">Null = none.</param>
    /// <param name="size">Longer side of the pictures, px.</param>
    /// <returns>In the order of their names.</returns>
    /// <exception cref="FileNotFoundException">There is no such folder, or no photograph in it.</exception>
    /// <exception cref="InvalidDataException">A photograph cannot be read.</exception>
    public static IReadOnlyList<Photo> Load(string? folder, int size)
    {
        if (folder is null)
        {
            return [];
        }

        if (!Directory.Exists(folder))
        {
            throw new FileNotFoundException($"There is no folder of backgrounds '{folder}'.", folder);
        }

        string[] files = [.. Directory.GetFiles(folder).Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? [.. files.Select(file => Read(file, size))]
            : throw new FileNotFoundException($"The folder of backgrounds '{folder}' holds no photograph ({string.Join(", ", Endings)}).", folder);
    }

    private static Photo Read(string file, int size)
    {
        using Mat mat = Cv2.ImRead(file, ImreadModes.Color);
        if (mat.Empty())
        {
            throw new InvalidDataException($"The background '{file}' cannot be read as an image; remove it from the folder.");
        }

        double scale = Math.Min(1, size / (double)Math.Max(mat.Width, mat.Height));
        using Mat small = new();
        Cv2.Resize(mat, small, default, scale, scale, InterpolationFlags.Area);
        return new Photo(small.AsSpan<byte>().ToArray(), small.Width, small.Height);
    }
}
