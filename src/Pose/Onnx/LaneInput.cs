using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>Pinned memory of a lane's samples, one after the other; tensors of any number of them look into it.</summary>
internal sealed class LaneInput
{
    private readonly InputGuess _input;
    private readonly Array _area;

    internal LaneInput(InputGuess input, int samples)
    {
        _input = input;
        int length = checked(input.SampleLength * samples);
        _area = input.Element switch
        {
            InputElement.UInt8 => GC.AllocateArray<byte>(length, pinned: true),
            InputElement.Int32 => GC.AllocateArray<int>(length, pinned: true),
            _ => GC.AllocateArray<float>(length, pinned: true),
        };
    }

    /// <summary>One sample.</summary>
    /// <exception cref="InvalidOperationException">The network takes another type.</exception>
    internal Span<T> Sample<T>(int sample)
        where T : unmanaged => _area is T[] area
        ? area.AsSpan(sample * _input.SampleLength, _input.SampleLength)
        : throw new InvalidOperationException($"Input '{_input.Name}' takes numbers of type {_input.Element}, not {typeof(T).Name}.");

    /// <summary>A tensor of <paramref name="count"/> samples; it must not outlive this object.</summary>
    internal OrtValue Tensor(int first, int count)
    {
        int size = _input.Element == InputElement.UInt8 ? sizeof(byte) : sizeof(float);
        IntPtr start = Marshal.UnsafeAddrOfPinnedArrayElement(_area, first * _input.SampleLength);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, TensorValues.TypeOf(_input.Element), _input.Shape(count), start, (long)count * _input.SampleLength * size);
    }
}
