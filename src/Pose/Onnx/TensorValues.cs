using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LivePose.Pose.Onnx;

/// <summary>Values of ONNX Runtime's tensors from and to floats.</summary>
internal static class TensorValues
{
    /// <summary>The runtime's type of an input element.</summary>
    internal static TensorElementType TypeOf(InputElement element) => element switch
    {
        InputElement.UInt8 => TensorElementType.UInt8,
        InputElement.Int32 => TensorElementType.Int32,
        _ => TensorElementType.Float,
    };

    /// <summary>A tensor with its own memory.</summary>
    internal static OrtValue FromFloats(ReadOnlySpan<float> values, InputElement element, long[] shape)
    {
        OrtValue tensor = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TypeOf(element), shape);
        switch (element)
        {
            case InputElement.UInt8:
                TensorPrimitives.ConvertSaturating(values, tensor.GetTensorMutableDataAsSpan<byte>());
                break;
            case InputElement.Int32:
                TensorPrimitives.ConvertSaturating(values, tensor.GetTensorMutableDataAsSpan<int>());
                break;
            default:
                values.CopyTo(tensor.GetTensorMutableDataAsSpan<float>());
                break;
        }

        return tensor;
    }

    /// <summary>A copy of a tensor's numbers.</summary>
    internal static float[] ToFloats(OrtValue tensor)
    {
        OrtTensorTypeAndShapeInfo info = tensor.GetTensorTypeAndShape();
        float[] values = new float[info.ElementCount];
        CopyTo(tensor, info.ElementDataType, values);
        return values;
    }

    /// <summary>Copies a tensor's numbers.</summary>
    /// <exception cref="InvalidDataException">They are of a type that no network's output has here.</exception>
    internal static void CopyTo(OrtValue tensor, TensorElementType type, Span<float> values)
    {
        switch (type)
        {
            case TensorElementType.Float:
                tensor.GetTensorDataAsSpan<float>().CopyTo(values);
                break;
            case TensorElementType.Int64:
                TensorPrimitives.ConvertSaturating(tensor.GetTensorDataAsSpan<long>(), values);
                break;
            case TensorElementType.Int32:
                TensorPrimitives.ConvertSaturating(tensor.GetTensorDataAsSpan<int>(), values);
                break;
            default:
                throw new InvalidDataException($"An output of {OnnxValue.ElementName((OnnxElement)type)} numbers cannot be read; export the network with float32 outputs.");
        }
    }
}
