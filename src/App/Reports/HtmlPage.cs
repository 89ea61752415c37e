using System.Net;
using System.Text;

namespace LivePose.App.Reports;

/// <summary>A self-contained page of headings, numbers, figures and tables: no scripts, nothing loaded from elsewhere.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root { --ink: #14181f; --soft: #5b6472; --faint: #8a93a1; --rule: #e4e7ec; --paper: #ffffff; --ground: #f6f7f9; --accent: #2456d6; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.55 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 1080px; margin: 0 auto; padding: 44px 28px 72px; }
        header { margin-bottom: 28px; }
        h1 { font-size: 27px; line-height: 1.2; letter-spacing: -.018em; font-weight: 680; margin: 0 0 6px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; letter-spacing: -.01em; font-weight: 650; margin: 44px 0 4px; }
        h3 { font-size: 14px; font-weight: 620; margin: 0 0 8px; }
        p { margin: 4px 0 14px; color: var(--soft); max-width: 92ch; }
        header p { font-size: 16px; margin: 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 1px; background: var(--rule); border: 1px solid var(--rule); border-radius: 10px; overflow: hidden; }
        .tile { background: var(--paper); padding: 14px 16px 13px; }
        .tile b { display: block; font-size: 25px; line-height: 1.15; font-weight: 640; letter-spacing: -.02em; }
        .tile span { color: var(--soft); font-size: 12.5px; }
        .pair { display: grid; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); gap: 16px; }
        .sheet + .pair { margin-top: 16px; }
        figure { margin: 0; background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 16px 16px 12px; min-width: 0; }
        figure svg, figure img { width: 100%; height: auto; display: block; }
        figure + figure.wide, p + figure.wide { margin-top: 12px; }
        figcaption { color: var(--soft); font-size: 13px; line-height: 1.45; margin-top: 6px; }
        details { margin-top: 8px; font-size: 13px; }
        summary { cursor: pointer; color: var(--accent); font-weight: 550; width: max-content; }
        .sheet { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; overflow-x: auto; padding: 6px 0; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
        th, td { padding: 7px 11px; text-align: right; white-space: nowrap; }
        th { color: var(--soft); font-weight: 560; font-size: 12.5px; border-bottom: 1px solid var(--rule); }
        tr + tr td { border-top: 1px solid #f0f2f5; }
        th:first-child, td:first-child { text-align: left; padding-left: 18px; }
        td:first-child { font-weight: 560; }
        td:last-child, th:last-child { padding-right: 18px; }
        .words td { text-align: left; white-space: normal; }
        details table { margin-top: 6px; font-size: 12.5px; }
        details th, details td { padding: 3px 8px; }
        details th:first-child, details td:first-child { padding-left: 2px; }
        svg text { font: 11px Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg .label { font-size: 11.5px; fill: var(--ink); }
        svg .key { font-size: 11.5px; fill: var(--ink); }
        svg .note { font-size: 9.5px; fill: var(--soft); }
        svg .grid { stroke: #edeff3; }
        svg .axis { stroke: #b6bdc9; }
        footer { margin-top: 48px; padding-top: 14px; border-top: 1px solid var(--rule); color: var(--faint); font-size: 12.5px; }
        @media print { body { background: #fff; } figure, .sheet { break-inside: avoid; } details > * { display: block; } }
        """;

    private readonly StringBuilder _body = new();

    /// <summary>A section's heading and the sentences under it.</summary>
    public HtmlPage Section(string heading, string words)
    {
        _body.Append("<h2>").Append(Escape(heading)).Append("</h2>\n<p>").Append(Escape(words)).Append("</p>\n");
        return this;
    }

    /// <summary>A row of large numbers.</summary>
    public HtmlPage Tiles(IEnumerable<(string Value, string Meaning)> tiles)
    {
        _body.Append("<div class=\"tiles\">");
        foreach ((string value, string meaning) in tiles)
        {
            _body.Append("<div class=\"tile\"><b>").Append(Escape(value)).Append("</b><span>").Append(Escape(meaning)).Append("</span></div>");
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Figures side by side where there is room.</summary>
    public HtmlPage Figures(params IEnumerable<HtmlFigure> figures)
    {
        _body.Append("<div class=\"pair\">");
        foreach (HtmlFigure figure in figures)
        {
            _body.Append("<figure><h3>").Append(Escape(figure.Title)).Append("</h3>").Append(figure.Svg)
                .Append("<figcaption>").Append(Escape(figure.Caption)).Append("<details><summary>Numbers</summary>");
            AppendTable(figure.Columns, figure.Rows);
            _body.Append("</details></figcaption></figure>");
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>A photograph as wide as the page, held by the page itself.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="caption">Words under it.</param>
    public HtmlPage Picture(byte[] jpeg, string description, string caption)
    {
        _body.Append("<figure class=\"wide\"><img alt=\"").Append(Escape(description)).Append("\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(jpeg))
            .Append("\"><figcaption>").Append(Escape(caption)).Append("</figcaption></figure>\n");
        return this;
    }

    /// <summary>A table; the first column names the row.</summary>
    public HtmlPage Table(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        _body.Append("<div class=\"sheet\">");
        AppendTable(columns, rows);
        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Names and what they mean.</summary>
    public HtmlPage Words(IEnumerable<(string Name, string Meaning)> words)
    {
        _body.Append("<div class=\"sheet words\"><table>");
        foreach ((string name, string meaning) in words)
        {
            _body.Append("<tr><td>").Append(Escape(name)).Append("</td><td>").Append(Escape(meaning)).Append("</td></tr>");
        }

        _body.Append("</table></div>\n");
        return this;
    }

    /// <summary>The whole page.</summary>
    /// <param name="subtitle">The sentence under the title.</param>
    /// <param name="footer">The small print.</param>
    public string ToHtml(string subtitle, string footer) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <header><h1>{Escape(title)}</h1><p>{Escape(subtitle)}</p></header>
        {_body}<footer>{Escape(footer)}</footer>
        </main>
        </body>
        </html>

        """;

    private void AppendTable(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        _body.Append("<table><thead><tr>");
        foreach (string column in columns)
        {
            _body.Append("<th>").Append(Escape(column)).Append("</th>");
        }

        _body.Append("</tr></thead><tbody>");
        foreach (IEnumerable<string> row in rows)
        {
            _body.Append("<tr>");
            foreach (string cell in row)
            {
                _body.Append("<td>").Append(Escape(cell)).Append("</td>");
            }

            _body.Append("</tr>");
        }

        _body.Append("</tbody></table>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
