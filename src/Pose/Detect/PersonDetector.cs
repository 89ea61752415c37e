using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Detect;

/// <summary>Finds people's boxes in a picture. One thread at a time; several detectors may share a network.</summary>
public sealed class PersonDetector : IDisposable
{
    private readonly ModelDescriptor _model;
    private readonly DetectorOptions _options;
    private readonly DetectorHead _head;
    private readonly NetworkLane _lane;
    private readonly CropWarp _warp;

    /// <summary>Makes the buffers.</summary>
    /// <param name="network">A detector; it must outlive this object.</param>
    /// <param name="options">What to keep.</param>
    /// <exception cref="InvalidDataException">The network is not a detector.</exception>
    public PersonDetector(Network network, DetectorOptions? options = null)
    {
        _model = network.Descriptor;
        if (_model.Kind != ModelKind.Detector)
        {
            throw new InvalidDataException(
                $"The model's decoder '{_model.Decoder}' finds keypoints, not boxes; choose a person detector (rtmdet, yolox, nanodet, picodet or end2end).");
        }

        _options = options ?? new DetectorOptions();
        _head = DetectorHead.Of(_model, _options.MinScore);
        _lane = network.CreateLane();
        _warp = new CropWarp(_model.Input);
    }

    /// <summary>Finds the people of one picture.</summary>
    /// <param name="image">The frame.</param>
    /// <param name="people">Out: boxes in frame pixels, clipped to the picture, best first.</param>
    public void Detect(BgrImage image, DetectionList people)
    {
        people.Clear();
        CropTransform transform = CropTransform.OfFrame(image.Width, image.Height, _model.Input);
        _warp.Warp(image, transform, _lane, 0);
        _lane.Run(1);
        Read(people);
        people.Suppress(_options.MaxIoU, _options.MaxPeople);
        people.ToFrame(transform, image.Width, image.Height, _options.MinSide);
    }

    /// <inheritdoc/>
    public void Dispose() => _lane.Dispose();

    private void Read(DetectionList people)
    {
        ModelInput input = _model.Input;
        switch (_model.Decoder)
        {
            case ModelDecoder.EndToEnd:
                EndToEndReader.Read(_head, _lane.Output(0, 0), _lane.Output(1, 0), people);
                break;
            case ModelDecoder.YoloX:
                YoloXReader.Read(_head, _lane.Output(0, 0), input.Width, input.Height, _model.Strides, _model.BoxUnits, people);
                break;
            case ModelDecoder.PicoDet:
                PicoDetReader.Read(_head, _lane.Output(0, 0), _lane.Output(1, 0), people);
                break;
            default:
                ReadStrides(people);
                break;
        }
    }

    /// <summary>Families whose outputs are the scores of every stride, then the boxes of every stride.</summary>
    private void ReadStrides(DetectionList people)
    {
        int[] strides = _model.Strides;
        for (int i = 0; i < strides.Length; i++)
        {
            ReadOnlySpan<float> scores = _lane.Output(i, 0), boxes = _lane.Output(strides.Length + i, 0);
            int columns = AnchorGrid.Side(_model.Input.Width, strides[i]);
            if (_model.Decoder == ModelDecoder.RtmDet)
            {
                RtmDetReader.Read(_head, scores, boxes, columns, strides[i], _model.BoxUnits, people);
            }
            else
            {
                NanoDetReader.Read(_head, scores, boxes, columns, strides[i], people);
            }
        }
    }
}
