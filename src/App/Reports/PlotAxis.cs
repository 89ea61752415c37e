namespace LivePose.App.Reports;

/// <summary>A straight axis of a plot.</summary>
/// <param name="Label">What it shows, with the unit.</param>
/// <param name="First">Value at its start.</param>
/// <param name="Last">Value at its end, above <paramref name="First"/>.</param>
internal readonly record struct PlotAxis(string Label, double First, double Last)
{
    /// <summary>False for an axis whose values are not numbers.</summary>
    public bool HasTicks { get; init; } = true;

    /// <summary>0 to 1.</summary>
    public static PlotAxis Unit(string label) => new(label, 0, 1);

    /// <summary>0 to a round number at or above the largest value.</summary>
    public static PlotAxis FromZero(string label, double largest)
    {
        if (!(largest > 0))
        {
            return Unit(label);
        }

        double step = Step(largest);
        return new PlotAxis(label, 0, step * Math.Ceiling((largest / step) - 1e-9));
    }

    /// <summary>Position of a value along the axis, 0 at its start, 1 at its end.</summary>
    public double Share(double value) => (value - First) / (Last - First);

    /// <summary>Round values from start to end, four to six of them.</summary>
    public IEnumerable<double> Ticks()
    {
        double step = Step(Last - First);
        for (int i = 0; HasTicks && First + (i * step) <= Last + (1e-9 * step); i++)
        {
            yield return First + (i * step);
        }
    }

    private static double Step(double span)
    {
        double rough = span / 5, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1.0001 => power,
            <= 2.0001 => 2 * power,
            <= 5.0001 => 5 * power,
            _ => 10 * power,
        };
    }
}
