namespace LivePose.Testing;

/// <summary>A fresh folder that is deleted with its content when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("livepose-test-").FullName;

    /// <summary>Path of a file below the folder; the file need not exist.</summary>
    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
