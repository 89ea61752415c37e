using System.CommandLine;
using System.Globalization;
using LivePose.App.Models;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary><c>livepose calibrate --model FILE --annotations JSON --images DIR -o FILE</c>: trains a confidence head and fuses it into the network.</summary>
internal static class CalibrateCommand
{
    private static readonly Option<string> Model = new("--model")
    {
        Description = "Pose network to calibrate: an ONNX file, a name of 'livepose models list', built-in or auto.",
        HelpName = "FILE|NAME",
        Required = true,
    };

    private static readonly Option<FileInfo> Annotations = new("--annotations") { Description = "Annotations in COCO's layout.", HelpName = "FILE.json", Required = true };

    private static readonly Option<DirectoryInfo> Images = new("--images") { Description = "Folder of the annotated images.", HelpName = "DIR", Required = true };

    private static readonly Option<FileInfo> Output = new("--output", "-o") { Description = "The calibrated network to write.", HelpName = "FILE.onnx", Required = true };

    private static readonly Option<string> Head = new("--head")
    {
        Description = "global (the paper's), heatmap, peak or token, with +statistics and +tied behind it, or statistics alone; auto takes what suits network and data.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string> Loss = new Option<string>("--loss") { Description = "Loss of the confidence.", DefaultValueFactory = _ => "mse" }
        .AcceptOnlyFromAmong("mse", "cross-entropy", "aleatoric");

    private static readonly Option<int> Epochs = AtLeast(new Option<int>("--epochs") { Description = "Passes over the people; 0 = 2, or as many as make 2,000 steps." }, 0);

    private static readonly Option<int> Seed = new("--seed") { Description = "Names the split of the images and the order of the people." };

    private static readonly Option<int> Folds = AtLeast(
        new Option<int>("--folds") { Description = "Parts that the images are cut into; each is scored by a head that never saw it.", DefaultValueFactory = _ => 5 }, 3);

    private static readonly Option<string?> Features = new("--features") { Description = "Penultimate tensor by name, where it is not found.", HelpName = "TENSOR" };

    private static readonly Option<DirectoryInfo?> Cache = new("--cache")
    {
        Description = "Folder for extracted features and checkpoints; a killed run goes on from it. Default: OUTPUT.cache, removed at the end.",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        Command command = new("calibrate", "Train a confidence head on annotated images and fuse it into a pose network.")
        {
            Model, Annotations, Images, Output, Head, Loss, Epochs, Seed, Folds, Features, Cache,
        };
        command.SetAction((result, stop) => Task.Run(() => Run(result, stop), stop));
        return command;
    }

    private static int Run(ParseResult result, CancellationToken stop)
    {
        using ILoggerFactory logs = Logs.Create(LogLevel.Warning);
        ILogger logger = logs.CreateLogger("calibrate");
        TextWriter output = result.InvocationConfiguration.Output, error = result.InvocationConfiguration.Error;
        string target = result.GetValue(Output)!.FullName;
        HeadDesign? design = result.GetValue(Head) is { } head and not "auto" ? ParseHead(head) : null;
        GroundTruth truth = GroundTruthReader.Read(result.GetValue(Annotations)!.FullName);
        if (truth.Protocol == EvaluationProtocol.Mpii)
        {
            throw new InvalidDataException($"{truth.Name} has no person areas, so OKS is not defined; give annotations in COCO's layout.");
        }

        string images = result.GetValue(Images)!.FullName;
        CalibrationModel model = CalibrationModel.Load(
            ModelChoice.OfThisUser.Require(ModelKind.Pose, result.GetValue(Model)!).Path, result.GetValue(Features), design, FeatureExtraction.CountPeople(truth, images), logger);
        string cache = result.GetValue(Cache)?.FullName ?? target + ".cache";
        CalibrationOptions options = Options(result, cache);
        error.WriteLine($"{model.Path}: head {model.Design} on {model.Source}, {model.Features.ParameterCount(2)} parameters");

        int people = 0;
        CalibrationOutcome outcome = CalibrateDisplay.Run(error, options.Folds + 1, display =>
        {
            CalibrationData data = FeatureExtraction.Run(
                model, truth, images, cache, (path, frame) => StillImage.Load(path, frame, logger), display, logger, stop);
            people = data.People.Length;
            return CalibrationStudy.Run(data, model.Descriptor.Decoder, options, display, stop);
        });
        model.Fuse(outcome.Head, Describe(result, truth, outcome, people)).Save(target);
        if (result.GetValue(Cache) is null)
        {
            Directory.Delete(cache, recursive: true);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people} people, {options.Folds} folds by image; every row is measured on people whose images it was not fitted on."));
        CalibrationReport.Write(outcome, output);
        CalibrationReport.WriteGains(outcome, output);
        output.WriteLine($"wrote {target}");
        return ExitCode.Done;
    }

    private static CalibrationOptions Options(ParseResult result, string cache) => new()
    {
        Folds = result.GetValue(Folds),
        CheckpointFolder = cache,
        Training = new TrainingOptions
        {
            Epochs = result.GetValue(Epochs),
            Seed = result.GetValue(Seed),
            Loss = result.GetValue(Loss) switch
            {
                "cross-entropy" => HeadLoss.CrossEntropy,
                "aleatoric" => HeadLoss.Aleatoric,
                _ => HeadLoss.SquaredError,
            },
        },
    };

    private static ModelCalibration Describe(ParseResult result, GroundTruth truth, CalibrationOutcome outcome, int people) => new()
    {
        Confidence = HeadGraft.ConfidenceOutput,
        Loss = $"{result.GetValue(Loss)}, visibility 0.02",
        TrainedOn = string.Create(
            CultureInfo.InvariantCulture, $"{truth.Name}, all people, {outcome.Epochs} epochs; scores by {result.GetValue(Folds)}-fold cross-validation over images"),
        Samples = people,
        Seed = result.GetValue(Seed),
        Scores = CalibrationReport.Scores(outcome),
    };

    private static HeadDesign ParseHead(string name)
    {
        try
        {
            return HeadDesign.Parse(name);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--head: {e.Message}");
        }
    }

    private static Option<int> AtLeast(Option<int> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
            {
                result.AddError($"{option.Name} must be at least {least}.");
            }
        });
        return option;
    }
}
