using System.Globalization;
using LivePose.Fitting.Body;
using LivePose.Fitting.Export;

namespace LivePose.App.Bodies;

/// <summary>The files of one fitted person.</summary>
internal static class PersonFiles
{
    /// <summary>Every known format: AMASS parameters, Biovision hierarchy, OpenSim markers, binary glTF.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["npz", "bvh", "trc", "glb"];

    /// <summary>Writes <c>PREFIXperson_ID.FORMAT</c> for each format.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="prefix">What names begin with, for example <c>clip.</c>; may be empty.</param>
    /// <param name="id">Identity of the person.</param>
    /// <param name="formats">Any of <see cref="Formats"/>.</param>
    /// <param name="motion">The motion, with at least one good frame.</param>
    /// <param name="body">The body that was fitted.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, string prefix, int id, IEnumerable<string> formats, FittedMotion motion, BodyModel body)
    {
        string stem = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}person_{id:D3}"));
        foreach (string format in formats)
        {
            string path = $"{stem}.{format}";
            switch (format)
            {
                case "npz":
                    AmassWriter.Write(path, motion);
                    break;
                case "bvh":
                    BvhWriter.Write(path, motion);
                    break;
                case "trc":
                    TrcWriter.Write(path, motion);
                    break;
                case "glb":
                    GlbWriter.Write(path, motion, body);
                    break;
                default:
                    throw new ArgumentException($"'{format}' is not a format of bodies; choose from {string.Join(", ", Formats)}.", nameof(formats));
            }
        }
    }
}
