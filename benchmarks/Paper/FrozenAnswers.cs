using LivePose.App;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Paper;

/// <summary>What a frozen network says of the people it is calibrated on, and of those it is judged on; their images have nothing in common.</summary>
internal sealed record FrozenAnswers(CalibrationModel Model, CalibrationData Calibration, CalibrationData Test)
{
    /// <summary>Of the network.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Model.Path);

    /// <summary>The customary rule for a person's score of this family: likelihood regression averages all keypoints, heatmaps those above 0.2.</summary>
    public InstanceScore CustomaryScore => new(Model.Descriptor.Decoder == ModelDecoder.Likelihood ? InstanceWeighting.Mean : InstanceWeighting.Thresholded, false);

    /// <summary>Runs the network over both sets, or reads what an earlier run kept.</summary>
    /// <param name="network">The uncalibrated ONNX file.</param>
    /// <param name="design">Form of the head; null = the recommended one.</param>
    /// <param name="calibration">People to calibrate on.</param>
    /// <param name="test">People to judge on.</param>
    /// <param name="cache">Folder that keeps the answers.</param>
    public static FrozenAnswers Extract(string network, HeadDesign? design, AnnotatedFolder calibration, AnnotatedFolder test, string cache)
    {
        CalibrationModel model = CalibrationModel.Load(
            network, null, design, FeatureExtraction.CountPeople(calibration.Truth, calibration.Images), NullLogger.Instance);
        return new FrozenAnswers(model, Run(model, calibration, cache), Run(model, test, cache));
    }

    private static CalibrationData Run(CalibrationModel model, AnnotatedFolder people, string cache) => FeatureExtraction.Run(
        model, people.Truth, people.Images, cache, (path, frame) => StillImage.Load(path, frame, NullLogger.Instance), null, NullLogger.Instance, CancellationToken.None);
}
