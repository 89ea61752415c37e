using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LivePose.Fitting.Body;

/// <summary>Pose directions as 16-bit integers with one scale for each feature and block of 32 vertices.</summary>
/// <remarks>
/// The sum over 207 features reads every number once, so its cost is memory traffic: 8.6 MB here against 17 MB of float32. A
/// block's values are rounded to 1/65534 of its largest, an error below a micrometre on any body; see the tests for the bound.
/// </remarks>
internal sealed class PackedDirections
{
    private readonly int _features;
    private readonly short[] _values;
    private readonly float[] _scales;

    /// <param name="directions">Shape [P, V, 3].</param>
    /// <param name="features">P.</param>
    public PackedDirections(double[] directions, int features)
    {
        _features = features;
        int coordinates = features == 0 ? 0 : directions.Length / features;
        int blocks = VertexBlocks.CountFor(coordinates / 3);
        _values = GC.AllocateUninitializedArray<short>(blocks * features * VertexBlocks.Lanes, pinned: true);
        _scales = new float[blocks * features];
        float[] packed = new float[blocks * VertexBlocks.Lanes];
        for (int f = 0; f < features; f++)
        {
            VertexBlocks.Pack(directions.AsSpan(f * coordinates, coordinates), packed);
            for (int b = 0; b < blocks; b++)
            {
                int row = (b * features) + f;
                _scales[row] = Quantize(packed.AsSpan(b * VertexBlocks.Lanes, VertexBlocks.Lanes), _values.AsSpan(row * VertexBlocks.Lanes));
            }
        }
    }

    /// <summary>Adds the sum of features times directions to one block.</summary>
    /// <param name="block">Block of 32 vertices.</param>
    /// <param name="active">Features that are not 0.</param>
    /// <param name="features">Value of each active feature.</param>
    /// <param name="lanes">In and out: shape [96].</param>
    public void AddTo(int block, ReadOnlySpan<int> active, ReadOnlySpan<float> features, Span<float> lanes)
    {
        ref float l = ref MemoryMarshal.GetReference(lanes);
        Vector256<float> a0 = Vector256.LoadUnsafe(ref l, 0), a1 = Vector256.LoadUnsafe(ref l, 8), a2 = Vector256.LoadUnsafe(ref l, 16);
        Vector256<float> a3 = Vector256.LoadUnsafe(ref l, 24), a4 = Vector256.LoadUnsafe(ref l, 32), a5 = Vector256.LoadUnsafe(ref l, 40);
        Vector256<float> a6 = Vector256.LoadUnsafe(ref l, 48), a7 = Vector256.LoadUnsafe(ref l, 56), a8 = Vector256.LoadUnsafe(ref l, 64);
        Vector256<float> a9 = Vector256.LoadUnsafe(ref l, 72), a10 = Vector256.LoadUnsafe(ref l, 80), a11 = Vector256.LoadUnsafe(ref l, 88);
        ref short values = ref MemoryMarshal.GetArrayDataReference(_values);
        int first = block * _features;
        for (int i = 0; i < active.Length; i++)
        {
            int row = first + active[i];
            nuint at = (nuint)row * VertexBlocks.Lanes;
            Vector256<float> factor = Vector256.Create(features[i] * _scales[row]);
            a0 = Vector256.FusedMultiplyAdd(Widen(ref values, at), factor, a0);
            a1 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 8), factor, a1);
            a2 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 16), factor, a2);
            a3 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 24), factor, a3);
            a4 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 32), factor, a4);
            a5 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 40), factor, a5);
            a6 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 48), factor, a6);
            a7 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 56), factor, a7);
            a8 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 64), factor, a8);
            a9 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 72), factor, a9);
            a10 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 80), factor, a10);
            a11 = Vector256.FusedMultiplyAdd(Widen(ref values, at + 88), factor, a11);
        }

        a0.StoreUnsafe(ref l, 0);
        a1.StoreUnsafe(ref l, 8);
        a2.StoreUnsafe(ref l, 16);
        a3.StoreUnsafe(ref l, 24);
        a4.StoreUnsafe(ref l, 32);
        a5.StoreUnsafe(ref l, 40);
        a6.StoreUnsafe(ref l, 48);
        a7.StoreUnsafe(ref l, 56);
        a8.StoreUnsafe(ref l, 64);
        a9.StoreUnsafe(ref l, 72);
        a10.StoreUnsafe(ref l, 80);
        a11.StoreUnsafe(ref l, 88);
    }

    /// <summary>Eight 16-bit integers as floats: one load, one conversion.</summary>
    private static Vector256<float> Widen(ref short values, nuint at)
    {
        Vector128<short> narrow = Vector128.LoadUnsafe(ref values, at);
        return Vector256.ConvertToSingle(
            Avx2.IsSupported
                ? Avx2.ConvertToVector256Int32(narrow)
                : Vector256.Create(Vector128.WidenLower(narrow), Vector128.WidenUpper(narrow)));
    }

    private static float Quantize(ReadOnlySpan<float> source, Span<short> target)
    {
        float largest = 0;
        foreach (float value in source)
        {
            largest = MathF.Max(largest, MathF.Abs(value));
        }

        float inverse = largest > 0 ? short.MaxValue / largest : 0;
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = (short)MathF.Round(source[i] * inverse);
        }

        return largest / short.MaxValue;
    }
}
