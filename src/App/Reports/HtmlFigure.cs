namespace LivePose.App.Reports;

/// <summary>A plot with its words and with the numbers that it shows.</summary>
/// <param name="Title">One line above it.</param>
/// <param name="Svg">The plot.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Columns">Names of the columns of numbers.</param>
/// <param name="Rows">The numbers.</param>
internal sealed record HtmlFigure(string Title, string Svg, string Caption, IEnumerable<string> Columns, IEnumerable<IEnumerable<string>> Rows);
