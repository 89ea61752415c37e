using System.Globalization;

namespace LivePose.App.Demo;

/// <summary>One line of the table that a demonstration prints.</summary>
/// <param name="Key">Name in <c>summary.json</c>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Raw">With the network's own scores.</param>
/// <param name="Calibrated">With calibrated scores.</param>
/// <param name="Format">How it is printed.</param>
internal sealed record DemoMeasure(string Key, string Name, double Raw, double Calibrated, string Format)
{
    /// <summary><see cref="Raw"/> as it is printed.</summary>
    public string RawText => Text(Raw, Format);

    /// <summary><see cref="Calibrated"/> as it is printed.</summary>
    public string CalibratedText => Text(Calibrated, Format);

    /// <summary>A number as it is printed; a dash for what is not defined.</summary>
    public static string Text(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
