using LivePose.Pose.Onnx;

namespace LivePose.App.Models;

/// <summary>A public network that can be installed by name.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Archive">Name of the zip archive below the source's address; it holds the network as <c>end2end.onnx</c>.</param>
/// <param name="Accuracy">The publisher's average precision, percent, in words that say of what; networks of one kind are not always comparable.</param>
/// <param name="Megabytes">Size of the download, 10^6 bytes; with ~ where it is reckoned from the number of parameters.</param>
/// <param name="About">What it is, in a few words.</param>
internal sealed record CatalogueModel(string Name, ModelKind Kind, string Archive, string Accuracy, string Megabytes, string About)
{
    /// <summary>Licence under which the publisher gives it away.</summary>
    public string Licence { get; init; } = "Apache-2.0";

    /// <summary>SHA-256 of the ONNX file, lower-case hexadecimal; null where no two independent sources state it, so that the first install decides.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What the graph does not show of its input, as the text of a descriptor side-car file; null when what is inferred is right.</summary>
    public string? Descriptor { get; init; }

    /// <summary>Where it is below a source.</summary>
    public Uri AddressAt(Uri source) => new(source, Archive);
}
