using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.App.Bodies;

/// <summary>What body is fitted and how, validated; built from the command line or from code.</summary>
internal sealed record FittingSettings
{
    /// <summary>Frames per second where the source does not say.</summary>
    private const double AssumedRate = 30;

    /// <summary>The body.</summary>
    public required BodyModel Body { get; init; }

    /// <summary>Settings of the fit.</summary>
    public FitOptions Options { get; init; } = new();

    /// <summary>Focal length, px, positive; null = guess from the picture's size.</summary>
    public double? Focal { get; init; }

    /// <summary>Files for each person, any of <see cref="PersonFiles.Formats"/>.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The camera of a source.</summary>
    /// <param name="width">Columns of its pictures, px.</param>
    /// <param name="height">Rows, px.</param>
    public PinholeCamera CameraOf(int width, int height)
    {
        PinholeCamera guess = PinholeCamera.FromImageSize(width, height);
        return Focal is { } focal ? guess with { FocalX = focal, FocalY = focal } : guess;
    }

    /// <summary>Frames per second, positive.</summary>
    /// <param name="known">What the source says; 0 = nothing.</param>
    public static double RateOf(double known) => known > 0 ? known : AssumedRate;
}
