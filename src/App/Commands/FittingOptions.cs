using System.CommandLine;
using System.Globalization;
using LivePose.App.Bodies;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.App.Commands;

/// <summary>The options of every command that fits bodies, declared once.</summary>
internal static class FittingOptions
{
    public static readonly Option<string> Body = new("--body")
    {
        Description = "A body in SMPL's format, .npz or .pkl.",
        HelpName = "FILE",
        DefaultValueFactory = _ => BuiltInBody.Name,
    };

    public static readonly Option<string> Weights = new Option<string>("--weights")
    {
        Description = "How a keypoint's confidence becomes its weight; inverse-variance is right for calibrated confidences.",
        DefaultValueFactory = _ => "inverse-variance",
    }.AcceptOnlyFromAmong("constant", "confidence", "confidence2", "inverse-variance");

    public static readonly Option<double?> Focal = new("--focal")
    {
        Description = "Focal length in pixels; without it sqrt(width² + height²) is assumed.",
        HelpName = "PX",
    };

    public static readonly Option<string?> Prior = new("--prior")
    {
        Description = "A pose prior of your own, SMPLify's gmm_08.pkl or an .npz like it, in place of the built-in one.",
        HelpName = "FILE",
    };

    public static readonly Option<bool> Fit = new("--fit")
    {
        Description = "Fit a 3D body to everyone in every frame and write NAME.joints.jsonl.",
    };

    public static readonly Option<string?> Files = new("--fit-formats")
    {
        Description = $"Files for each person, written at the end, separated by commas: {string.Join(", ", PersonFiles.Formats)}. "
            + "Default: npz for files; none live, where each costs about 1.3 kB of memory a person and frame.",
        HelpName = "LIST",
    };

    /// <summary>Adds what is common to saved poses and running video.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Body);
        command.Options.Add(Weights);
        command.Options.Add(Prior);
        command.Options.Add(Focal);
    }

    /// <summary>Adds that and <c>--fit</c>, which switches it on.</summary>
    public static void AddSwitchedTo(Command command)
    {
        command.Options.Add(Fit);
        command.Options.Add(Files);
        AddTo(command);
    }

    /// <summary>Reads the settings of the fit.</summary>
    /// <exception cref="UsageException">The focal length is not positive.</exception>
    /// <exception cref="IOException">The body or the prior cannot be read.</exception>
    /// <exception cref="InvalidDataException">One of them is damaged.</exception>
    public static FittingSettings Read(ParseResult result)
    {
        double? focal = result.GetValue(Focal);
        if (focal is { } px && !(px > 0 && double.IsFinite(px)))
        {
            throw new UsageException($"A focal length of {px.ToString(CultureInfo.InvariantCulture)} px is not possible; give --focal a positive number.");
        }

        return new FittingSettings
        {
            Body = BodyModelReader.Open(result.GetRequiredValue(Body)),
            Options = new FitOptions
            {
                Weighting = WeightingOf(result.GetRequiredValue(Weights)),
                PosePrior = result.GetValue(Prior) is { } file ? GaussianMixtureReader.Read(file) : null,
            },
            Focal = focal,
        };
    }

    /// <summary>Reads the settings when <c>--fit</c> was given, else null.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="usual">Formats where none are named.</param>
    /// <exception cref="UsageException">Something about the fit is wrong, or was given without <c>--fit</c>.</exception>
    public static FittingSettings? ReadSwitched(ParseResult result, params string[] usual)
    {
        if (!result.GetValue(Fit))
        {
            Option? lone = ((Option[])[Files, Body, Weights, Prior, Focal]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            return lone is null ? null : throw new UsageException($"{lone.Name} is about fitting bodies; give --fit too.");
        }

        string[] formats = result.GetValue(Files)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? usual;
        string? unknown = formats.FirstOrDefault(format => !PersonFiles.Formats.Contains(format));
        return unknown is null
            ? Read(result) with { Formats = [.. formats.Distinct()] }
            : throw new UsageException($"--fit-formats has '{unknown}'; choose from {string.Join(", ", PersonFiles.Formats)}.");
    }

    private static KeypointWeighting WeightingOf(string name) => name switch
    {
        "constant" => KeypointWeighting.Constant,
        "confidence" => KeypointWeighting.Confidence,
        "confidence2" => KeypointWeighting.ConfidenceSquared,
        _ => KeypointWeighting.InverseVariance,
    };
}
