using System.Globalization;

namespace LivePose.App.Window;

/// <summary>Names for files that are made by a key press, so that none replaces another.</summary>
internal static class NumberedFile
{
    /// <summary>The first of <c>NAME-1.EXT</c>, <c>NAME-2.EXT</c>, … that does not exist.</summary>
    /// <param name="folder">Where; made when absent.</param>
    /// <param name="name">What it begins with.</param>
    /// <param name="extension">With its dot.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static string Next(string folder, string name, string extension)
    {
        Directory.CreateDirectory(folder);
        for (int n = 1; ; n++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{n}{extension}"));
            if (!File.Exists(path))
            {
                return path;
            }
        }
    }
}
