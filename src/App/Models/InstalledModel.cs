namespace LivePose.App.Models;

/// <summary>What was found when a network was installed; it must stay so.</summary>
/// <param name="Sha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When the file was last written, UTC: as long as size and time agree, its content is not read again.</param>
/// <param name="Source">Address that the archive came from.</param>
internal sealed record InstalledModel(string Sha256, long Bytes, DateTime Modified, string Source);
