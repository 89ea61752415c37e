using LivePose.App.Reports;

namespace LivePose.Benchmarks.Paper;

/// <summary>A report's plot as a file of its own.</summary>
internal static class PlotFile
{
    private const string Style =
        "<style>text{font:11px sans-serif;fill:#4b5563}.note{font-size:9.5px}.grid{stroke:#edeff3}.axis{stroke:#b6bdc9}</style><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";

    /// <summary>Writes an SVG file that needs no page around it.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="figure">The plot.</param>
    public static void Write(string path, HtmlFigure figure)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, figure.Svg.Insert(figure.Svg.IndexOf('>', StringComparison.Ordinal) + 1, Style));
    }
}
