using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Cuts regions out of pictures, runs a pose network on several at once and gives its raw readings: the part that evaluation and calibration share with the pipeline. One thread at a time.</summary>
public sealed class PoseReader : IDisposable
{
    private readonly NetworkLane _lane;
    private readonly CropWarp _warp;
    private readonly IKeypointDecoder _decoder;

    /// <summary>Makes the buffers.</summary>
    /// <param name="network">A pose network; it must outlive this object.</param>
    /// <param name="detail">What to work out beside position and score.</param>
    /// <exception cref="InvalidDataException">The network is not a pose network, or its keypoint set is not known.</exception>
    public PoseReader(Network network, ReadingDetail detail = ReadingDetail.None)
    {
        Model = network.Descriptor;
        _decoder = KeypointDecoders.Create(Model, detail);
        Keypoints = KeypointSets.Find(Model.Keypoints ?? "") ?? throw new InvalidDataException(
            $"The model's keypoint set '{Model.Keypoints}' is not known; name one of {string.Join(", ", KeypointSets.All.Select(set => set.Id))} in its descriptor.");
        _lane = network.CreateLane();
        _warp = new CropWarp(Model.Input);
    }

    /// <summary>What the network takes and gives.</summary>
    public ModelDescriptor Model { get; }

    /// <summary>The keypoints that it finds, K.</summary>
    public KeypointSet Keypoints { get; }

    /// <summary>Most regions of one <see cref="Run"/>.</summary>
    public int MaxBatch => _lane.MaxBatch;

    /// <summary>The map that cuts out a person.</summary>
    public CropTransform CropOf(Box box) => CropTransform.OfPerson(box, Model.BoxScale, Model.Input.Width, Model.Input.Height);

    /// <summary>The map that brings in a whole picture.</summary>
    public CropTransform WholeOf(BgrImage image) => CropTransform.OfFrame(image.Width, image.Height, Model.Input);

    /// <summary>Puts a region into the batch.</summary>
    /// <param name="image">The frame.</param>
    /// <param name="transform">The region.</param>
    /// <param name="sample">Place in the batch, 0 to <see cref="MaxBatch"/> - 1.</param>
    public void Load(BgrImage image, in CropTransform transform, int sample) => _warp.Warp(image, transform, _lane, sample);

    /// <summary>Runs the network on the first regions of the batch.</summary>
    /// <param name="count">1 to <see cref="MaxBatch"/>.</param>
    public void Run(int count) => _lane.Run(count);

    /// <summary>Reads a region after <see cref="Run"/>. Confidence and visibility that were fused into the network replace the score that the family has otherwise.</summary>
    /// <param name="sample">Place in the batch.</param>
    /// <param name="readings">Out, shape [K], pixels of the crop.</param>
    public void Read(int sample, Span<KeypointReading> readings)
    {
        _decoder.Decode(_lane, sample, readings);
        if (Model.ConfidenceOutput < 0)
        {
            return;
        }

        ReadOnlySpan<float> confidence = _lane.Output(Model.ConfidenceOutput, sample);
        ReadOnlySpan<float> visibility = Model.VisibilityOutput < 0 ? default : _lane.Output(Model.VisibilityOutput, sample);
        ApplyFused(confidence, visibility, readings);
    }

    /// <summary>Reads one person.</summary>
    /// <param name="image">The frame.</param>
    /// <param name="box">The person's box, frame px, finite and not empty.</param>
    /// <param name="readings">Out, shape [K], pixels of the crop.</param>
    /// <returns>The map that made the crop.</returns>
    public CropTransform Read(BgrImage image, Box box, Span<KeypointReading> readings)
    {
        CropTransform transform = CropOf(box);
        Load(image, transform, 0);
        Run(1);
        Read(0, readings);
        return transform;
    }

    /// <inheritdoc/>
    public void Dispose() => _lane.Dispose();

    /// <summary>Replaces scores and visibilities by those of a fused head; a keypoint whose numbers are not finite becomes absent.</summary>
    /// <param name="confidence">Expected OKS, shape [K].</param>
    /// <param name="visibility">P(labelled and in view), shape [K], or empty when the head does not say.</param>
    /// <param name="readings">In and out, shape [K].</param>
    private static void ApplyFused(ReadOnlySpan<float> confidence, ReadOnlySpan<float> visibility, Span<KeypointReading> readings)
    {
        for (int k = 0; k < readings.Length; k++)
        {
            KeypointReading of = readings[k];
            float visible = visibility.IsEmpty ? of.Visibility : visibility[k];
            readings[k] = of == default ? default : Reading.Create(of.X, of.Y, confidence[k], of.Spread, of.SecondPeak, visible);
        }
    }
}
