using System.Globalization;
using System.Net;
using System.Text;

namespace LivePose.App.Reports;

/// <summary>A small line and bar plot, written as SVG that a page can hold inline: no scripts, no fonts, no files beside it.</summary>
/// <remarks>What is added later lies on top, dots and words above all.</remarks>
internal sealed class SvgPlot(PlotAxis x, PlotAxis y)
{
    private const int Width = 480, Left = 52, Right = 14, PlotHeight = 240, Bottom = 46, LegendRow = 17;
    private const double LetterWidth = 6.1;

    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _marks = new();
    private readonly List<(string Label, string Color, string Kind)> _legend = [];

    /// <summary>A line through points; NaN breaks it.</summary>
    public SvgPlot Line(string? label, IEnumerable<(double X, double Y)> points, string color, bool dashed = false, bool dots = false)
    {
        StringBuilder path = new();
        bool drawing = false;
        foreach ((double px, double py) in points)
        {
            if (!double.IsFinite(px) || !double.IsFinite(py))
            {
                drawing = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(drawing ? 'L' : 'M')}{Column(px):0.#} {Row(py):0.#}");
            drawing = true;
            if (dots)
            {
                _marks.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Column(px):0.#}\" cy=\"{Row(py):0.#}\" r=\"3.2\" fill=\"{color}\" stroke=\"#fff\" stroke-width=\"1.2\"/>");
            }
        }

        string dash = dashed ? " stroke-dasharray=\"5 4\"" : "";
        _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}/>");
        AddToLegend(label, color, dashed ? "dash" : "line");
        return this;
    }

    /// <summary>Bars from the bottom, each over its own stretch of the x axis.</summary>
    public SvgPlot Bars(string? label, IEnumerable<(double From, double To, double Y)> bars, string color, double opacity = 1)
    {
        foreach ((double from, double to, double value) in bars)
        {
            double left = Column(from) + 0.75, width = Math.Max(0.5, Column(to) - Column(from) - 1.5), top = Row(value);
            _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{width:0.#}\" height=\"{Math.Max(0, PlotHeight - top):0.#}\" rx=\"1.5\" fill=\"{color}\" fill-opacity=\"{opacity:0.##}\"/>");
        }

        AddToLegend(label, color, "bar");
        return this;
    }

    /// <summary>The surface between two lines over the same x.</summary>
    public SvgPlot Band(string? label, IReadOnlyList<(double X, double Lower, double Upper)> band, string color)
    {
        StringBuilder path = new();
        foreach ((double px, _, double upper) in band)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{Column(px):0.#} {Row(upper):0.#}");
        }

        foreach ((double px, double lower, _) in band.Reverse())
        {
            path.Append(CultureInfo.InvariantCulture, $"L{Column(px):0.#} {Row(lower):0.#}");
        }

        _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}Z\" fill=\"{color}\" fill-opacity=\"0.13\"/>");
        AddToLegend(label, color, "band");
        return this;
    }

    /// <summary>Small words at a point.</summary>
    public SvgPlot Text(double px, double py, string text, string anchor = "middle")
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<text class=\"note\" x=\"{Column(px):0.#}\" y=\"{Row(py) - 5:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");
        return this;
    }

    /// <summary>A word under the x axis, in the place of a tick.</summary>
    public SvgPlot Label(double px, string text)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Column(px):0.#}\" y=\"{PlotHeight + 17}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(text)}</text>");
        return this;
    }

    /// <summary>The plot as an SVG element.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public string ToSvg(string description)
    {
        StringBuilder legend = new();
        int legendHeight = AppendLegend(legend);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {legendHeight + PlotHeight + Bottom}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\" xmlns=\"http://www.w3.org/2000/svg\">");
        svg.Append(legend).Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {legendHeight})\">");
        AppendAxes(svg);
        return svg.Append(_shapes).Append(_marks).Append("</g></svg>").ToString();
    }

    private double Column(double value) => Left + ((Width - Left - Right) * Math.Clamp(x.Share(value), 0, 1));

    private double Row(double value) => PlotHeight * (1 - Math.Clamp(y.Share(value), 0, 1));

    private void AppendAxes(StringBuilder svg)
    {
        foreach (double tick in y.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Row(tick):0.#}\" y2=\"{Row(tick):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 7}\" y=\"{Row(tick) + 3.5:0.#}\" text-anchor=\"end\">{Tick(tick)}</text>");
        }

        foreach (double tick in x.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Column(tick):0.#}\" x2=\"{Column(tick):0.#}\" y1=\"{PlotHeight}\" y2=\"{PlotHeight + 4}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Column(tick):0.#}\" y=\"{PlotHeight + 17}\" text-anchor=\"middle\">{Tick(tick)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{PlotHeight}\" y2=\"{PlotHeight}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{(Left + Width - Right) / 2}\" y=\"{PlotHeight + Bottom - 8}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(x.Label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"13\" y=\"{PlotHeight / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 13 {PlotHeight / 2})\">{WebUtility.HtmlEncode(y.Label)}</text>");
    }

    /// <summary>Writes the key, as many rows as it needs, and returns its height.</summary>
    private int AppendLegend(StringBuilder svg)
    {
        double at = Left;
        int row = 0;
        foreach ((string label, string color, string kind) in _legend)
        {
            double width = 34 + (LetterWidth * label.Length);
            if (at > Left && at + width > Width)
            {
                at = Left;
                row++;
            }

            int middle = (row * LegendRow) + 9;
            svg.Append(kind switch
            {
                "bar" => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{at:0.#}\" y=\"{middle - 5}\" width=\"11\" height=\"11\" rx=\"2\" fill=\"{color}\"/>"),
                "band" => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{at:0.#}\" y=\"{middle - 5}\" width=\"11\" height=\"11\" rx=\"2\" fill=\"{color}\" fill-opacity=\"0.2\"/>"),
                _ => string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{at:0.#}\" x2=\"{at + 14:0.#}\" y1=\"{middle}\" y2=\"{middle}\" stroke=\"{color}\" stroke-width=\"2.4\"{(kind == "dash" ? " stroke-dasharray=\"4 3\"" : "")}/>"),
            });
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"key\" x=\"{at + 18:0.#}\" y=\"{middle + 4}\">{WebUtility.HtmlEncode(label)}</text>");
            at += width;
        }

        return ((row + 1) * LegendRow) + 14;
    }

    private void AddToLegend(string? label, string color, string kind)
    {
        if (label is not null)
        {
            _legend.Add((label, color, kind));
        }
    }

    private static string Tick(double value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
