using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Runs a network with exposed features on crops of people and hands each person's numbers on.</summary>
/// <remarks>
/// Every network is fed the person's box, grown by the descriptor's factor, also one that looks at whole images (MoveNet): it
/// finds one person, and the head is to learn about the annotated one.
/// </remarks>
internal sealed class PersonReader : IDisposable
{
    private readonly Network _network;
    private readonly NetworkLane _lane;
    private readonly CropWarp _warp;
    private readonly IKeypointDecoder _decoder;
    private readonly ModelDescriptor _descriptor;
    private readonly HeadShape _shape;
    private readonly CalibrationPerson[] _waiting;
    private readonly KeypointReading[] _readings;
    private int _count;

    public PersonReader(Network network, HeadShape shape)
    {
        _network = network;
        _shape = shape;
        _descriptor = network.Descriptor;
        _lane = network.CreateLane();
        _warp = new CropWarp(_descriptor.Input);
        _decoder = KeypointDecoders.Create(_descriptor, ReadingDetail.Spread | ReadingDetail.SecondPeak);
        _waiting = new CalibrationPerson[_lane.MaxBatch];
        _readings = new KeypointReading[shape.KeypointCount];
    }

    public delegate void Receiver(CalibrationPerson person, ReadOnlySpan<KeypointReading> readings, ReadOnlySpan<float> shared, ReadOnlySpan<float> own);

    /// <summary>Cuts a person out; runs the network when the batch is full.</summary>
    public void Add(BgrImage image, int person, Box box, Receiver receive)
    {
        ModelInput input = _descriptor.Input;
        CropTransform transform = CropTransform.OfPerson(box, _descriptor.BoxScale, input.Width, input.Height);
        switch (input.Element)
        {
            case InputElement.Int32:
                _warp.Warp(image, transform, _lane.InputInt32(_count));
                break;
            case InputElement.UInt8:
                _warp.Warp(image, transform, _lane.InputUInt8(_count));
                break;
            default:
                _warp.Warp(image, transform, _lane.InputFloat(_count));
                break;
        }

        _waiting[_count++] = new CalibrationPerson(person, transform);
        if (_count == _waiting.Length)
        {
            Flush(receive);
        }
    }

    /// <summary>Runs the network on whoever waits.</summary>
    public void Flush(Receiver receive)
    {
        if (_count == 0)
        {
            return;
        }

        _lane.Run(_count);
        int first = _descriptor.ComputedOutputs.Count - _descriptor.ExtraOutputs.Length;
        for (int i = 0; i < _count; i++)
        {
            _decoder.Decode(_lane, i, _readings);
            ReadOnlySpan<float> shared = _shape.SharedFeatures > 0 ? _lane.Output(first, i) : [];
            ReadOnlySpan<float> own = _shape.KeypointFeatures > 0 ? _lane.Output(first + (_shape.SharedFeatures > 0 ? 1 : 0), i) : [];
            receive(_waiting[i], _readings, shared, own);
        }

        _count = 0;
    }

    public void Dispose()
    {
        _lane.Dispose();
        _network.Dispose();
    }
}
