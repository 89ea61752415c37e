using System.Text.Json;

namespace LivePose.App.Demo;

/// <summary>The folder of a demonstration. Only what an earlier demonstration made is replaced; whatever else lies there stays.</summary>
internal sealed class DemoFolder
{
    /// <summary>What the names of tracking's results begin with.</summary>
    public const string Name = "demo";

    /// <summary>Value of <c>made_by</c> in <see cref="Summary"/>: the mark of a folder whose files may be replaced.</summary>
    public const string MadeBy = "livepose demo";

    private DemoFolder(string path) => Path = path;

    /// <summary>The folder itself.</summary>
    public string Path { get; }

    /// <summary>Folder of the synthetic clip and its truth.</summary>
    public string Clip => In("clip");

    /// <summary>The film of what was found.</summary>
    public string Film => In($"{Name}.mp4");

    /// <summary>One picture of it.</summary>
    public string Still => In($"{Name}.png");

    /// <summary>The poses of every frame.</summary>
    public string Poses => In($"{Name}.poses.jsonl");

    /// <summary>The page.</summary>
    public string Report => In("report.html");

    /// <summary>Every number.</summary>
    public string Summary => In("summary.json");

    /// <summary>Makes the folder, or empties it of an earlier demonstration, and marks it.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="IOException">It is a file, cannot be written, or holds a file of one of these names that no demonstration made.</exception>
    public static DemoFolder Prepare(string path)
    {
        DemoFolder folder = new(path);
        if (File.Exists(path))
        {
            throw new IOException($"'{path}' is a file; choose a folder with -o.");
        }

        string[] own = [.. folder.Own()];
        if (own.Length > 0 && !folder.IsMarked())
        {
            throw new IOException($"'{own[0]}' was not made by a demonstration and would be replaced; choose another folder with -o.");
        }

        try
        {
            Directory.CreateDirectory(path);
            Array.ForEach(own, File.Delete);
            if (Directory.Exists(folder.Clip) && !Directory.EnumerateFileSystemEntries(folder.Clip).Any())
            {
                Directory.Delete(folder.Clip);
            }

            File.WriteAllText(folder.Summary, $$"""{"made_by":"{{MadeBy}}","finished":false}""");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be written; choose another folder with -o.", e);
        }

        return folder;
    }

    /// <summary>Files with the names that a demonstration gives, which are there now.</summary>
    public IEnumerable<string> Own()
    {
        if (!Directory.Exists(Path))
        {
            return [];
        }

        IEnumerable<string> fixedNames = [Film, Still, Report, Summary, .. DemoClip.Files.Select(file => System.IO.Path.Combine(Clip, file))];
        return fixedNames.Where(File.Exists)
            .Concat(Directory.EnumerateFiles(Path, $"{Name}.*.jsonl"))
            .Concat(Directory.EnumerateFiles(Path, $"{Name}.person_*"));
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private bool IsMarked()
    {
        try
        {
            using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Summary));
            return summary.RootElement.TryGetProperty("made_by", out JsonElement maker) && maker.ValueEquals(MadeBy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
