using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

/// <summary>Numbers of a tensor in the file: little-endian bytes or typed lists, whichever the writer chose.</summary>
internal static class TensorCodec
{
    private const int External = 1;

    /// <summary>True when the numbers lie in another file.</summary>
    internal static bool IsExternal(TensorProto tensor) => tensor.DataLocation == External;

    /// <summary>The tensor, or null when its type is not one that LivePose reads or its numbers lie in another file.</summary>
    /// <exception cref="InvalidDataException">Its shape and its data do not agree.</exception>
    internal static OnnxTensor? Read(TensorProto tensor, string source)
    {
        if (IsExternal(tensor))
        {
            return null;
        }

        long count = Count(tensor, source);
        long[] shape = [.. tensor.Dims];
        switch ((OnnxElement)tensor.DataType)
        {
            case OnnxElement.Float32:
                return OnnxTensor.OfFloats(tensor.Name, shape, Values(tensor, tensor.FloatData, count, source));
            case OnnxElement.Float64:
                return OnnxTensor.OfFloats(tensor.Name, shape, Array.ConvertAll(Values(tensor, tensor.DoubleData, count, source), v => (float)v));
            case OnnxElement.Int64:
                return OnnxTensor.OfIntegers(tensor.Name, shape, Values(tensor, tensor.Int64Data, count, source));
            case OnnxElement.Int32:
                return OnnxTensor.OfIntegers(tensor.Name, shape, Array.ConvertAll(Values(tensor, tensor.Int32Data, count, source), v => (long)v));
            default:
                return null;
        }
    }

    /// <summary>The message of a tensor.</summary>
    internal static TensorProto Write(OnnxTensor tensor, string name)
    {
        TensorProto message = new() { Name = name };
        message.Dims.Add(tensor.Shape);
        if (tensor.Floats is { } floats)
        {
            message.DataType = (int)OnnxElement.Float32;
            byte[] bytes = new byte[floats.Length * sizeof(float)];
            for (int i = 0; i < floats.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), floats[i]);
            }

            message.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        }
        else
        {
            message.DataType = (int)OnnxElement.Int64;
            message.Int64Data.Add(tensor.Integers);
        }

        return message;
    }

    /// <summary>Number of elements that a tensor's shape states, without reading them.</summary>
    /// <exception cref="InvalidDataException">A dimension is negative or the product is beyond 2^31.</exception>
    internal static long Count(TensorProto tensor, string source)
    {
        long count = 1;
        foreach (long d in tensor.Dims)
        {
            if (d < 0 || (d > 0 && count > int.MaxValue / d))
            {
                throw new InvalidDataException($"ONNX file '{source}' is corrupt: tensor '{tensor.Name}' has the shape [{string.Join(", ", tensor.Dims)}]; export or download it again.");
            }

            count *= d;
        }

        return count;
    }

    private static T[] Values<T>(TensorProto tensor, IList<T> list, long count, string source)
        where T : unmanaged
    {
        T[]? values = null;
        if (tensor.HasRawData)
        {
            if (tensor.RawData.Length == count * Marshal.SizeOf<T>())
            {
                // The file is little-endian and so is every machine that ONNX Runtime is built for.
                values = MemoryMarshal.Cast<byte, T>(tensor.RawData.Span).ToArray();
            }
        }
        else if (list.Count == count)
        {
            values = [.. list];
        }

        return values ?? throw new InvalidDataException(
            $"ONNX file '{source}' is corrupt: tensor '{tensor.Name}' of shape [{string.Join(", ", tensor.Dims)}] does not have {count} numbers; export or download it again.");
    }
}
