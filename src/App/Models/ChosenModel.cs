namespace LivePose.App.Models;

/// <summary>The file that stands behind what the user asked for.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Why">Its name and why it was taken, where the user did not give the file itself; else null.</param>
internal sealed record ChosenModel(string Path, string? Why);
