using System.IO.Enumeration;

namespace LivePose.Capture.Sources;

/// <summary>Finds images by folder or pattern.</summary>
internal static class ImageFiles
{
    private static readonly string[] Extensions =
        [".bmp", ".jp2", ".jpe", ".jpeg", ".jpg", ".pbm", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"];

    /// <summary>True for the extension of a picture format that OpenCV decodes.</summary>
    public static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the text holds a wildcard.</summary>
    public static bool IsPattern(string source) => source.AsSpan().ContainsAny('*', '?');

    /// <summary>The images of a folder, in natural order of their names; subfolders are not searched.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static string[] InFolder(string folder)
    {
        string[] files = Sorted(Enumerate(() => Directory.EnumerateFiles(folder), folder).Where(IsImage));
        return files.Length > 0 ? files : throw new InvalidDataException(
            $"The folder '{folder}' holds no images ({Known}); give a folder with images or a file.");
    }

    /// <summary>The images that match a pattern, in natural order of their paths.</summary>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static string[] Matching(string pattern)
    {
        string full = Path.GetFullPath(pattern);
        string root = Path.GetPathRoot(full)!;
        string[] parts = full[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string part in parts[..^1])
        {
            folders = IsPattern(part)
                ? folders.SelectMany(folder => Enumerate(() => Directory.EnumerateDirectories(folder), folder).Where(path => Fits(part, path)))
                : folders.Select(folder => Path.Combine(folder, part)).Where(Directory.Exists);
        }

        string[] files = Sorted(folders.SelectMany(
            folder => Enumerate(() => Directory.EnumerateFiles(folder), folder).Where(path => Fits(parts[^1], path) && IsImage(path))));
        return files.Length > 0 ? files : throw new FileNotFoundException(
            $"No image ({Known}) matches '{pattern}'; check the pattern, and quote it so that the shell leaves it alone.", pattern);
    }

    private static string Known => string.Join(' ', Extensions.Select(extension => extension[1..]));

    private static bool Fits(string part, string path) =>
        FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path), ignoreCase: OperatingSystem.IsWindows());

    private static string[] Sorted(IEnumerable<string> files) => [.. files.Order(NaturalOrder.Instance)];

    private static string[] Enumerate(Func<IEnumerable<string>> list, string folder)
    {
        try
        {
            return [.. list()];
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The folder '{folder}' may not be read by this user; change its permissions.", e);
        }
    }
}
