using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LivePose.Pose.Onnx;

/// <summary>One output's values of a lane's samples, as floats.</summary>
internal sealed class LaneOutput
{
    private readonly OutputShape _shape;
    private readonly Array? _area;
    private readonly float[] _floats = [];
    private readonly (float[] Values, int[] Shape, int Length)[] _varying = [];

    internal LaneOutput(OutputShape shape, int samples)
    {
        _shape = shape;
        if (shape.Varies)
        {
            _varying = [.. Enumerable.Repeat((Array.Empty<float>(), shape.Shape, 0), samples)];
            return;
        }

        int length = checked(shape.Length * samples);
        switch (shape.Element)
        {
            case OnnxElement.Float32:
                _area = _floats = GC.AllocateArray<float>(length, pinned: true);
                break;
            case OnnxElement.Int64:
                _area = GC.AllocateArray<long>(length, pinned: true);
                _floats = new float[length];
                break;
            case OnnxElement.Int32:
                _area = GC.AllocateArray<int>(length, pinned: true);
                _floats = new float[length];
                break;
            default:
                throw new InvalidDataException($"Output '{shape.Name}' has {OnnxValue.ElementName(shape.Element)} numbers; export the network with float32 outputs.");
        }
    }

    internal string Name => _shape.Name;

    internal bool Varies => _shape.Varies;

    /// <summary>A tensor of <paramref name="count"/> samples; it must not outlive this object.</summary>
    internal OrtValue Tensor(int first, int count)
    {
        int size = _shape.Element == OnnxElement.Int64 ? sizeof(long) : sizeof(float);
        IntPtr start = Marshal.UnsafeAddrOfPinnedArrayElement(_area!, first * _shape.Length);
        long[] sample = Array.ConvertAll(_shape.Shape, d => (long)d);
        long[] shape = _shape.HasBatch ? [count, .. sample] : sample;
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)_shape.Element, shape, start, (long)count * _shape.Length * size);
    }

    /// <summary>Converts the first samples when they are not floats.</summary>
    internal void Convert(int count)
    {
        int length = count * _shape.Length;
        if (_area is long[] longs)
        {
            TensorPrimitives.ConvertSaturating<long, float>(longs.AsSpan(0, length), _floats);
        }
        else if (_area is int[] ints)
        {
            TensorPrimitives.ConvertSaturating<int, float>(ints.AsSpan(0, length), _floats);
        }
    }

    /// <summary>Takes over one sample's values when their number varies.</summary>
    internal void Take(int sample, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int length = (int)info.ElementCount;
        float[] values = _varying[sample].Values.Length >= length ? _varying[sample].Values : new float[length];
        if (length > 0)
        {
            TensorValues.CopyTo(value, info.ElementDataType, values);
        }

        int skip = _shape.HasBatch ? 1 : 0;
        _varying[sample] = (values, Array.ConvertAll(info.Shape[skip..], d => (int)d), length);
    }

    internal ReadOnlySpan<float> Values(int sample) => Varies
        ? _varying[sample].Values.AsSpan(0, _varying[sample].Length)
        : _floats.AsSpan(sample * _shape.Length, _shape.Length);

    internal ReadOnlySpan<int> Shape(int sample) => Varies ? _varying[sample].Shape : _shape.Shape;
}
