using LivePose.Pose.Onnx;

namespace LivePose.App.Models;

/// <summary>Finds the file behind the value of <c>--pose</c> or <c>--detector</c>: a path, a name of the catalogue, <c>built-in</c>, or <c>auto</c>.</summary>
/// <param name="store">What is installed.</param>
/// <param name="catalogue">What is known by name, the best of a kind first.</param>
/// <param name="builtInFolder">Folder of the networks that came with the program.</param>
internal sealed class ModelChoice(ModelStore store, IReadOnlyList<CatalogueModel> catalogue, string builtInFolder)
{
    /// <summary>The best that is installed, else the built-in one.</summary>
    public const string Auto = "auto";

    /// <summary>The network that came with the program.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>The choice that this user has.</summary>
    public static ModelChoice OfThisUser => new(ModelStore.OfThisUser, ModelCatalogue.All, Path.Combine(AppContext.BaseDirectory, "models"));

    /// <summary>What is known by name, the best of a kind first.</summary>
    public IReadOnlyList<CatalogueModel> Catalogue => catalogue;

    /// <summary>Where the built-in network of a kind is, or would be.</summary>
    public string BuiltInPath(ModelKind kind) => Path.Combine(builtInFolder, $"livepose-{Word(kind)}.onnx");

    /// <summary>Name that <c>auto</c> stands for: of the catalogue, or <see cref="BuiltIn"/>; null when there is nothing to take.</summary>
    public string? Best(ModelKind kind)
    {
        IReadOnlyDictionary<string, InstalledModel> installed = store.Installed();
        return catalogue.FirstOrDefault(model => model.Kind == kind && installed.ContainsKey(model.Name))?.Name
            ?? (File.Exists(BuiltInPath(kind)) ? BuiltIn : null);
    }

    /// <summary>The file behind a value.</summary>
    /// <param name="kind">What it is to be used for.</param>
    /// <param name="asked">The value.</param>
    /// <returns>Null only for <c>auto</c>, when nothing is installed and nothing built in.</returns>
    /// <exception cref="FileNotFoundException">Named, but not there.</exception>
    /// <exception cref="InvalidDataException">Installed, but changed since.</exception>
    /// <exception cref="UsageException">The name is that of another kind.</exception>
    public ChosenModel? Find(ModelKind kind, string asked)
    {
        switch (asked)
        {
            case Auto:
                return Best(kind) is not { } best ? null
                    : best == BuiltIn ? new ChosenModel(BuiltInPath(kind), $"{BuiltIn}, none is installed")
                    : new ChosenModel(store.Find(best)!, $"{best}, the best installed");
            case BuiltIn:
                return File.Exists(BuiltInPath(kind)) ? new ChosenModel(BuiltInPath(kind), BuiltIn)
                    : throw new FileNotFoundException($"This build has no built-in {Words(kind)} ('{BuiltInPath(kind)}' does not exist); {Cure(kind)}.");
            default:
                return FindNamed(kind, asked) ?? new ChosenModel(asked, null);
        }
    }

    /// <summary>The file behind the value of an option that must have one.</summary>
    /// <exception cref="FileNotFoundException">There is nothing to take.</exception>
    public ChosenModel Require(ModelKind kind, string asked) => Find(kind, asked)
        ?? throw new FileNotFoundException($"There is no {Words(kind)} to take: none is installed, and this build has no built-in one; {Cure(kind)}.");

    private ChosenModel? FindNamed(ModelKind kind, string asked)
    {
        if (catalogue.FirstOrDefault(model => model.Name == asked) is not { } model)
        {
            // A file without an extension is as good as any; a word that is neither a file nor a name is most likely a misspelt name.
            return asked.AsSpan().IndexOfAny('/', '\\', '.') >= 0 || File.Exists(asked) ? null : throw new FileNotFoundException(
                $"'{asked}' is neither a file nor the name of a network; 'livepose models list' shows the names, and a file is best given with its folder, as './{asked}'.");
        }

        if (model.Kind != kind)
        {
            throw new UsageException($"'{asked}' is a {Words(model.Kind)}, but --{Word(kind)} was given it; 'livepose models list' shows which is which.");
        }

        return store.Find(asked) is { } path ? new ChosenModel(path, $"{asked}, installed")
            : throw new FileNotFoundException($"'{asked}' is not installed; run 'livepose models install {asked}'.");
    }

    private string Cure(ModelKind kind)
    {
        string example = catalogue.LastOrDefault(model => model.Kind == kind)?.Name ?? "NAME";
        return $"install one, as with 'livepose models install {example}', or give a file with --{Word(kind)} FILE";
    }

    private static string Word(ModelKind kind) => kind == ModelKind.Pose ? "pose" : "detector";

    private static string Words(ModelKind kind) => kind == ModelKind.Pose ? "pose network" : "person detector";
}
