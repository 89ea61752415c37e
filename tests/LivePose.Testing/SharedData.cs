using Xunit;

namespace LivePose.Testing;

/// <summary>The folder of real models, images and reference numbers that lies beside a development checkout.</summary>
/// <remarks>A clone without it skips such tests with a message; in CI (CI=true) its absence is a failure.</remarks>
public static class SharedData
{
    /// <summary>The repository root: the folder of LivePose.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Absolute path of a file or folder in ../shared; skips the running test when it is absent.</summary>
    /// <param name="parts">Path below ../shared.</param>
    public static string Path(params string[] parts)
    {
        string path = System.IO.Path.Combine([RepositoryRoot, "..", "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            string message = $"Needs {System.IO.Path.Combine(["../shared", .. parts])}, which is not part of the repository.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(message);
            }

            Assert.Skip(message);
        }

        return System.IO.Path.GetFullPath(path);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "LivePose.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("LivePose.sln was not found above the test's folder.");
    }
}
