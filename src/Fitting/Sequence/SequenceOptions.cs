namespace LivePose.Fitting;

/// <summary>How a whole clip is fitted. The defaults are the measured choices of docs/fitting-results.md.</summary>
public sealed record SequenceOptions
{
    /// <summary>Settings of the energy and of the pass that finds the start.</summary>
    public FitOptions Frame { get; init; } = new();

    /// <summary>Frames that are solved together; bounds the memory (about 0.3 MB a frame).</summary>
    public int Window { get; init; } = 180;

    /// <summary>Frames at a window's end that the next window solves again, because their future was not known yet.</summary>
    public int LookAhead { get; init; } = 30;

    /// <summary>Most iterations per window.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>A step that lowers the energy by a smaller share ends the search.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Factor on the expected unsteadiness of motion, see <see cref="MotionModel"/>; smaller = smoother.</summary>
    public double Unsteadiness { get; init; } = 0.3;

    /// <summary>Slide of a standing foot from one frame to the next, metres.</summary>
    public double SlideSigma { get; init; } = 0.01;

    /// <summary>Longest gap that is bridged, seconds; the body in a longer one is marked as not seen.</summary>
    public double LongestGap { get; init; } = 1;
}
