using System.CommandLine;
using LivePose.App.Models;
using LivePose.Pose.Onnx;

namespace LivePose.App.Commands;

/// <summary>The options that every command with networks shares, declared once.</summary>
internal static class ModelOptions
{
    public static readonly Option<string> Detector = new("--detector")
    {
        Description = "Person detector: an ONNX file, a name of 'livepose models list', built-in, or auto: the best installed, else the built-in one. Not needed when the pose network takes whole images.",
        HelpName = "FILE|NAME",
        DefaultValueFactory = _ => ModelChoice.Auto,
    };

    public static readonly Option<string> Pose = new("--pose", "--model")
    {
        Description = "Pose network: an ONNX file, a name of 'livepose models list', built-in, or auto: the best installed, else the built-in one.",
        HelpName = "FILE|NAME",
        DefaultValueFactory = _ => ModelChoice.Auto,
    };

    public static readonly Option<string> Device = new Option<string>("--device")
    {
        Description = "auto tries TensorRT, CUDA, CPU in turn and prints why each was skipped; any other value never falls back.",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong("auto", "cpu", "cuda", "tensorrt");

    public static readonly Option<bool> RequireGpu = new("--require-gpu")
    {
        Description = "Fail instead of falling back to the CPU.",
    };

    public static readonly Option<int> Threads = new("--threads")
    {
        Description = "CPU threads for the networks; default: all cores.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static readonly Option<int> MaxPeople = new("--max-people")
    {
        Description = "Most people kept in one frame, 1 to 64; every buffer is sized from it once, at start.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public static readonly Option<float> MinScore = new("--min-score")
    {
        Description = "Detector score from which somebody new is looked at, 0 to 1; people already known are kept at lower scores.",
        HelpName = "S",
        DefaultValueFactory = _ => 0.35f,
    };

    public static readonly Option<int> DetectEvery = new("--detect-every")
    {
        Description = "Run the detector on every Nth frame; 0 = adaptive.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    public static readonly Option<string> Confidence = new Option<string>("--confidence")
    {
        Description = "What a keypoint's confidence is. auto: the fused head where the network has one, else the closed form from its spread, else its own score.",
        DefaultValueFactory = _ => ConfidenceChoice.Auto,
    }.AcceptOnlyFromAmong([.. ConfidenceChoice.Forms]);

    public static readonly Option<string> InstanceScore = new Option<string>("--instance-score")
    {
        Description = "How confidences make a person's score. auto: weighted by visibility where the network says it, else the mean of those above 0.2.",
        DefaultValueFactory = _ => ConfidenceChoice.Auto,
    }.AcceptOnlyFromAmong([ConfidenceChoice.Auto, .. LivePose.Pose.Calibrate.InstanceScore.All.Select(rule => rule.Name)]);

    public static readonly Option<bool> NoSmoothing = new("--no-smoothing")
    {
        Description = "Write the keypoints as they come from the network.",
    };

    public static readonly Option<bool> Verbose = new("--verbose", "-v")
    {
        Description = "Log more, to stderr.",
    };

    /// <summary>Adds all of them to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Detector);
        command.Options.Add(Pose);
        command.Options.Add(Device);
        command.Options.Add(RequireGpu);
        command.Options.Add(Threads);
        command.Options.Add(MaxPeople);
        command.Options.Add(MinScore);
        command.Options.Add(DetectEvery);
        command.Options.Add(Confidence);
        command.Options.Add(InstanceScore);
        command.Options.Add(NoSmoothing);
        command.Options.Add(Verbose);
    }

    /// <summary>Reads and checks them, and says on stderr which networks were taken where no file was named.</summary>
    /// <exception cref="UsageException">A number is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such network.</exception>
    public static TrackingSettings Read(ParseResult result)
    {
        TrackingSettings asked = ReadAsked(result);
        ModelChoice choice = ModelChoice.OfThisUser;
        ChosenModel pose = choice.Require(ModelKind.Pose, asked.PosePath);
        ChosenModel? detector = choice.Find(ModelKind.Detector, asked.DetectorPath!);
        TextWriter error = result.InvocationConfiguration.Error;
        Say(error, "pose network", pose);
        Say(error, "person detector", detector);
        return asked with { PosePath = pose.Path, DetectorPath = detector?.Path };
    }

    private static void Say(TextWriter error, string what, ChosenModel? chosen)
    {
        if (chosen?.Why is { } why)
        {
            error.WriteLine($"{what}: {why} ({chosen.Path})");
        }
    }

    /// <summary>Reads and checks the number of threads.</summary>
    /// <exception cref="UsageException">It is out of range.</exception>
    public static int ReadThreads(ParseResult result) => result.GetValue(Threads) is >= 1 and <= 256 and int threads
        ? threads
        : throw new UsageException($"--threads {result.GetValue(Threads)} is outside 1 to 256.");

    /// <summary>The options as they were given: networks perhaps by name.</summary>
    private static TrackingSettings ReadAsked(ParseResult result)
    {
        TrackingSettings settings = new()
        {
            DetectorPath = result.GetValue(Detector),
            PosePath = result.GetValue(Pose)!,
            Device = ParseDevice(result.GetValue(Device)!),
            RequireGpu = result.GetValue(RequireGpu),
            Threads = ReadThreads(result),
            MaxPeople = result.GetValue(MaxPeople),
            MinScore = result.GetValue(MinScore),
            DetectEvery = result.GetValue(DetectEvery),
            Confidence = result.GetValue(Confidence)!,
            InstanceScore = result.GetValue(InstanceScore)!,
            Smooth = !result.GetValue(NoSmoothing),
        };
        return settings switch
        {
            { MaxPeople: < 1 or > 64 } => throw new UsageException($"--max-people {settings.MaxPeople} is outside 1 to 64."),
            { MinScore: not (>= 0 and <= 1) } => throw new UsageException($"--min-score {settings.MinScore} is outside 0 to 1."),
            { DetectEvery: < 0 or > 1000 } => throw new UsageException($"--detect-every {settings.DetectEvery} is outside 0 (adaptive) to 1000."),
            { RequireGpu: true, Device: ComputeDevice.Cpu } => throw new UsageException("--require-gpu contradicts --device cpu; leave one of them out."),
            _ => settings,
        };
    }

    private static ComputeDevice ParseDevice(string name) => name switch
    {
        "cpu" => ComputeDevice.Cpu,
        "cuda" => ComputeDevice.Cuda,
        "tensorrt" => ComputeDevice.TensorRt,
        _ => ComputeDevice.Auto,
    };
}
