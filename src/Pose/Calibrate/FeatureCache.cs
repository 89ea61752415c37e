using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Calibrate;

/// <summary>Extracted numbers on disk, appended person by person, so that a killed extraction goes on and a finished one is not repeated.</summary>
/// <remarks>
/// Little-endian: magic, then records of one fixed size: index of the person, crop transform, readings, x, y. A record cut off
/// by a kill is dropped. The file's name holds the digest of everything that the numbers depend on.
/// </remarks>
internal sealed class FeatureCache : IDisposable
{
    private const ulong Magic = 0x3130_4146_434C_504CUL; // "LPLCFA01"
    private const int TransformFloats = 4;
    private const int ReadingFloats = 6;

    private readonly FileStream _stream;
    private readonly float[] _record;

    private FeatureCache(FileStream stream, HeadShape shape)
    {
        _stream = stream;
        _record = new float[1 + TransformFloats + (ReadingFloats * shape.KeypointCount) + shape.SharedFeatures + (shape.KeypointCount * shape.KeypointFeatures)];
    }

    /// <summary>Digest of parts that the numbers depend on, hexadecimal.</summary>
    public static string Key(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..12]);

    /// <summary>Opens a cache and reads what is in it.</summary>
    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="shape">Sizes of the head.</param>
    /// <param name="store">Takes the records.</param>
    public static FeatureCache Open(string path, HeadShape shape, PersonReader.Receiver store)
    {
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            FeatureCache cache = new(stream, shape);
            cache.ReadAll(path, shape, store);
            return cache;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Appends a person.</summary>
    public void Append(CalibrationPerson person, ReadOnlySpan<KeypointReading> readings, ReadOnlySpan<float> shared, ReadOnlySpan<float> own)
    {
        Span<float> rest = _record;
        rest[0] = BitConverter.Int32BitsToSingle(person.Person);
        CropTransform t = person.Transform;
        (rest[1], rest[2], rest[3], rest[4]) = (t.StepX, t.StepY, t.OriginX, t.OriginY);
        rest = rest[(1 + TransformFloats)..];
        MemoryMarshal.Cast<KeypointReading, float>(readings).CopyTo(rest);
        rest = rest[(ReadingFloats * readings.Length)..];
        shared.CopyTo(rest);
        own.CopyTo(rest[shared.Length..]);
        _stream.Write(MemoryMarshal.AsBytes(_record.AsSpan()));
    }

    /// <summary>Hands what was appended to the system.</summary>
    public void Flush() => _stream.Flush();

    public void Dispose() => _stream.Dispose();

    private void ReadAll(string path, HeadShape shape, PersonReader.Receiver store)
    {
        Span<byte> magic = stackalloc byte[sizeof(ulong)];
        if (_stream.Length < magic.Length)
        {
            _stream.SetLength(0);
            MemoryMarshal.Write(magic, Magic);
            _stream.Write(magic);
            return;
        }

        _stream.ReadExactly(magic);
        if (MemoryMarshal.Read<ulong>(magic) != Magic)
        {
            throw new InvalidDataException($"'{path}' is not a feature cache; delete it.");
        }

        int bytes = _record.Length * sizeof(float);
        long records = (_stream.Length - magic.Length) / bytes;
        for (long i = 0; i < records; i++)
        {
            _stream.ReadExactly(MemoryMarshal.AsBytes(_record.AsSpan()));
            Deliver(shape, store);
        }

        _stream.SetLength(magic.Length + (records * bytes));
    }

    private void Deliver(HeadShape shape, PersonReader.Receiver store)
    {
        ReadOnlySpan<float> rest = _record;
        CalibrationPerson person = new(BitConverter.SingleToInt32Bits(rest[0]), new CropTransform(rest[1], rest[2], rest[3], rest[4]));
        rest = rest[(1 + TransformFloats)..];
        int readings = ReadingFloats * shape.KeypointCount;
        store(person, MemoryMarshal.Cast<float, KeypointReading>(rest[..readings]), rest.Slice(readings, shape.SharedFeatures), rest[(readings + shape.SharedFeatures)..]);
    }
}
