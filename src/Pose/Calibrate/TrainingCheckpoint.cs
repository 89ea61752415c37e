using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LivePose.Pose.Calibrate;

/// <summary>A training state on disk, so that a killed training goes on and ends with the same bits.</summary>
/// <remarks>Little-endian: magic, SHA-256 of everything the training depends on, counters, four float arrays. Replaced atomically.</remarks>
internal static class TrainingCheckpoint
{
    private const ulong Magic = 0x3130_4B43_4348_504CUL; // "LPHCCK01"

    /// <summary>Digest of options, people and data: a checkpoint of any other training is not continued.</summary>
    public static byte[] Signature(HeadSamples samples, TrainingOptions options, ReadOnlySpan<int> people, ReadOnlySpan<int> heldOut)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{options} {samples.Shape} {people.Length} {heldOut.Length}"));
        hash.AppendData(MemoryMarshal.AsBytes(people));
        hash.AppendData(MemoryMarshal.AsBytes(heldOut));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Shared.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Own.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Target.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Labelled.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Annotated.AsSpan()));
        return hash.GetHashAndReset();
    }

    /// <summary>Writes beside the file and renames, so that a kill leaves either the old checkpoint or the new one.</summary>
    public static void Save(string path, byte[] signature, TrainingState state)
    {
        string temporary = path + ".new";
        using (BinaryWriter writer = new(File.Create(temporary)))
        {
            writer.Write(Magic);
            writer.Write(signature);
            writer.Write(state.Epoch);
            writer.Write(state.BestEpoch);
            writer.Write(state.BestLoss);
            writer.Write(state.Optimizer.Steps);
            foreach (float[] array in Arrays(state))
            {
                writer.Write(MemoryMarshal.AsBytes(array.AsSpan()));
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Fills the state from a checkpoint of the same training.</summary>
    /// <returns>False when there is no checkpoint or it belongs to another training; the state is then untouched.</returns>
    /// <exception cref="InvalidDataException">It is one, but damaged.</exception>
    public static bool TryLoad(string path, byte[] signature, TrainingState state)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using BinaryReader reader = new(File.OpenRead(path));
            if (reader.ReadUInt64() != Magic || !reader.ReadBytes(signature.Length).AsSpan().SequenceEqual(signature))
            {
                return false;
            }

            state.Epoch = reader.ReadInt32();
            state.BestEpoch = reader.ReadInt32();
            state.BestLoss = reader.ReadDouble();
            state.Optimizer.Steps = reader.ReadInt32();
            foreach (float[] array in Arrays(state))
            {
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
            }

            return true;
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"Training checkpoint '{path}' is truncated; delete it to train from the start.");
        }
    }

    private static float[][] Arrays(TrainingState state) =>
        [state.Parameters, state.Best, state.Optimizer.Momentum, state.Optimizer.Energy];
}
