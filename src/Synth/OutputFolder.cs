namespace LivePose.Synth;

/// <summary>The folder that a data set is written to.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder and, where asked for, one for the images in it.</summary>
    /// <param name="folder">Absent or empty.</param>
    /// <param name="withImages">False makes no folder for images.</param>
    /// <returns>The folder for the images.</returns>
    /// <exception cref="IOException">It is a file, holds something, or cannot be made.</exception>
    public static string Prepare(string folder, bool withImages = true)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"'{folder}' is a file; choose a folder for the data set.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"The folder '{folder}' is not empty; choose another one, or remove what it holds.");
        }

        string images = Path.Combine(folder, "images");
        try
        {
            Directory.CreateDirectory(withImages ? images : folder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The folder '{folder}' cannot be written; choose another one.", e);
        }

        return images;
    }
}
