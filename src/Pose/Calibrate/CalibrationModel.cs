using System.Security.Cryptography;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Calibrate;

/// <summary>A pose network that is to be calibrated: its graph, where a head looks into it, and the form of the head.</summary>
public sealed class CalibrationModel
{
    private readonly OnnxGraph _graph;

    private CalibrationModel(string path, OnnxGraph graph, ModelDescriptor descriptor, FeatureSource source, HeadDesign design)
    {
        Path = path;
        _graph = graph;
        Descriptor = descriptor;
        Source = source;
        Design = design;
        Sha256 = Digest(graph);
        OnnxGraph withFeatures = graph.Clone();
        Features = FeatureGraft.Attach(withFeatures, source, design, descriptor).Shape;
        FeatureSha256 = Digest(withFeatures);
    }

    /// <summary>The ONNX file.</summary>
    public string Path { get; }

    /// <summary>How the network is fed and read.</summary>
    public ModelDescriptor Descriptor { get; }

    /// <summary>Where the head looks.</summary>
    public FeatureSource Source { get; }

    /// <summary>Form of the head.</summary>
    public HeadDesign Design { get; }

    /// <summary>Sizes of the head.</summary>
    public HeadShape Features { get; }

    /// <summary>Digest of the network, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Digest of the network with the nodes that make the features: what extracted numbers depend on, hexadecimal.</summary>
    public string FeatureSha256 { get; }

    /// <summary>The network's keypoints.</summary>
    public KeypointSet Keypoints => KeypointSets.Find(Descriptor.Keypoints!)!;

    /// <summary>Loads a network and finds its penultimate tensor.</summary>
    /// <param name="path">The ONNX file, with its side-car when it has one.</param>
    /// <param name="tensor">The penultimate tensor by name, or null to find it.</param>
    /// <param name="design">Form of the head, or null for the recommended one of this network.</param>
    /// <param name="people">People that there are to train on; decides the recommended head.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">It is not a pose network that can be calibrated; the sentence says why.</exception>
    public static CalibrationModel Load(string path, string? tensor, HeadDesign? design, int people, ILogger logger)
    {
        using LoadedModel model = LoadedModel.Load(path, null, logger);
        if (model.Descriptor.Calibration is not null)
        {
            throw new InvalidDataException($"'{path}' is calibrated already; give the original network.");
        }

        if (model.Graph.ExternalFiles.Count > 0)
        {
            throw new InvalidDataException($"'{path}' keeps weights in other files; a fused network is one file, so save it with its weights inside first.");
        }

        FeatureSource source = FeatureFinder.Find(model.Graph, model.Descriptor, tensor, logger);
        return new CalibrationModel(path, model.Graph, model.Descriptor, source, design ?? HeadDesign.Recommended(source, people));
    }

    /// <summary>Writes the network with the head's features as extra outputs.</summary>
    /// <param name="path">The file to write.</param>
    /// <returns>The descriptor to load it with; its extra outputs are x when F &gt; 0, then y when G &gt; 0.</returns>
    public ModelDescriptor SaveWithFeatures(string path)
    {
        OnnxGraph graph = _graph.Clone();
        HeadFeatures features = FeatureGraft.Attach(graph, Source, Design, Descriptor);
        OnnxDimension batch = graph.Inputs[0].Shape?[0] ?? new OnnxDimension(-1);
        List<string> extra = [];
        if (features.Shared is { } shared)
        {
            extra.Add(graph.UniqueName("livepose_shared"));
            graph.AddOutput(shared, extra[^1], OnnxElement.Float32, batch, new(Features.SharedFeatures));
        }

        if (features.Own is { } own)
        {
            extra.Add(graph.UniqueName("livepose_own"));
            graph.AddOutput(own, extra[^1], OnnxElement.Float32, batch, new(Features.KeypointCount), new(Features.KeypointFeatures));
        }

        graph.Save(path);
        return Descriptor with { ExtraOutputs = [.. extra] };
    }

    /// <summary>The network with the head fused in and its descriptor in the metadata.</summary>
    /// <param name="head">Trained weights.</param>
    /// <param name="calibration">What to say of it; the names of outputs, feature, head and base are filled in here.</param>
    public OnnxGraph Fuse(CalibrationHead head, ModelCalibration calibration)
    {
        OnnxGraph graph = _graph.Clone();
        HeadFeatures features = FeatureGraft.Attach(graph, Source, Design, Descriptor);
        HeadGraft.Attach(graph, features, head);
        ModelDescriptor descriptor = Descriptor with
        {
            Calibration = calibration with
            {
                Confidence = HeadGraft.ConfidenceOutput,
                Visibility = HeadGraft.VisibilityOutput,
                Head = Design.Name,
                Feature = Source.Tensor,
                BaseSha256 = Sha256,
            },
        };
        graph.SetMetadata(DescriptorFile.MetadataKey, DescriptorFile.ToJson(descriptor));
        return graph;
    }

    private static string Digest(OnnxGraph graph) => Convert.ToHexStringLower(SHA256.HashData(graph.ToBytes()));
}
