using System.Security.Cryptography;
using System.Text.Json;
using LivePose.Pose.Onnx;

namespace LivePose.App.Models;

/// <summary>The folder of installed networks: <c>NAME.onnx</c>, its descriptor beside it, and <c>installed.json</c> with what was found at the install.</summary>
internal sealed class ModelStore
{
    /// <summary>Environment variable that names another folder.</summary>
    public const string FolderVariable = "LIVEPOSE_MODELS";

    private const int LockedWindows = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION
    private const int LockedLinux = 11, LockedMac = 35; // EAGAIN, from flock

    private readonly string _list;

    /// <param name="folder">The folder; it need not exist.</param>
    public ModelStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _list = Path.Combine(Folder, "installed.json");
    }

    /// <summary>The folder that this user's settings name.</summary>
    public static ModelStore OfThisUser => new(FolderOf(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) : null));

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    /// <summary>LIVEPOSE_MODELS, else the custom of the system: %LOCALAPPDATA%, else XDG_CACHE_HOME, else ~/.cache, and there <c>livepose/models</c>.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="home">The user's home folder.</param>
    /// <param name="localData">%LOCALAPPDATA%; null where there is no such thing.</param>
    internal static string FolderOf(Func<string, string?> variable, string home, string? localData) =>
        variable(FolderVariable) is { Length: > 0 } chosen ? chosen
        : Path.Combine(
            !string.IsNullOrEmpty(localData) ? localData
            : variable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? cache // the specification ignores relative ones
            : Path.Combine(home, ".cache"),
            "livepose", "models");

    /// <summary>Where a network's ONNX file is or would be.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name + ".onnx");

    /// <summary>What is installed, by name; networks whose file is gone are left out.</summary>
    /// <exception cref="InvalidDataException"><c>installed.json</c> is damaged.</exception>
    public IReadOnlyDictionary<string, InstalledModel> Installed() => Records().Where(entry => File.Exists(PathOf(entry.Key))).ToDictionary();

    /// <summary>The file of an installed network that was not changed since, by size and time of writing; null when it is not installed.</summary>
    /// <exception cref="InvalidDataException">The file was changed.</exception>
    public string? Find(string name)
    {
        if (!Installed().TryGetValue(name, out InstalledModel? record))
        {
            return null;
        }

        FileInfo file = new(PathOf(name));
        bool same = file.Length == record.Bytes && (file.LastWriteTimeUtc == record.Modified || IsUnchanged(name));
        return same ? file.FullName : throw new InvalidDataException(
            $"'{file.FullName}' was changed after it was installed; put it back with 'livepose models install {name}', or give a file of your own by its path.");
    }

    /// <summary>Reads the whole file of an installed network and says whether its checksum is still the recorded one.</summary>
    public bool IsUnchanged(string name) => Installed().TryGetValue(name, out InstalledModel? record) && Sha256Of(PathOf(name)) == record.Sha256;

    /// <summary>Keeps every other process from installing until it is disposed; creates the folder.</summary>
    /// <exception cref="IOException">Another process installs, or the folder cannot be written.</exception>
    public FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            return new FileStream(Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault.HResult is LockedLinux or LockedMac or LockedWindows)
        {
            throw new IOException($"Another run is installing into '{Folder}'; wait until it has ended.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Create(Folder, fault);
        }
    }

    /// <summary>Makes a finished file the network of that name, in one step: a reader sees the old one or the new one.</summary>
    /// <param name="model">What it is.</param>
    /// <param name="file">The ONNX file, in the same folder; it is moved.</param>
    /// <param name="sha256">Its checksum.</param>
    /// <param name="source">Address that it came from.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <remarks>The caller holds the lock.</remarks>
    public void Adopt(CatalogueModel model, string file, string sha256, Uri source)
    {
        string path = PathOf(model.Name);
        SortedDictionary<string, InstalledModel> records = Records();
        try
        {
            if (model.Descriptor is not null)
            {
                WriteWhole(DescriptorFile.PathFor(path), model.Descriptor);
            }

            File.Move(file, path, overwrite: true);
            FileInfo moved = new(path);
            records[model.Name] = new InstalledModel(sha256, moved.Length, moved.LastWriteTimeUtc, source.AbsoluteUri);
            WriteWhole(_list, JsonSerializer.Serialize(new InstalledModels(InstalledModels.FormatName, records), InstalledModelsJson.Default.InstalledModels));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Create(path, fault);
        }
    }

    /// <summary>The recorded checksum of a network, also when its file is gone; null when it was never installed.</summary>
    public string? RecordedSha256(string name) => Records().TryGetValue(name, out InstalledModel? record) ? record.Sha256 : null;

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    internal static string Sha256Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".new", text + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    private SortedDictionary<string, InstalledModel> Records()
    {
        if (!File.Exists(_list))
        {
            return new(StringComparer.Ordinal);
        }

        try
        {
            InstalledModels? list = JsonSerializer.Deserialize(File.ReadAllText(_list), InstalledModelsJson.Default.InstalledModels);
            return list is { Format: InstalledModels.FormatName } ? list.Models : throw new JsonException("another format");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{_list}' is damaged or of another version; delete it and install the networks again.", fault);
        }
    }
}
