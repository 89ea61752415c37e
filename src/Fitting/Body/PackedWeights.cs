using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LivePose.Fitting.Body;

/// <summary>Skinning weights as W (joint, weight) pairs a vertex, W the largest number of joints that any vertex hangs on.</summary>
internal sealed class PackedWeights
{
    /// <summary>Floats of one joint's transform: four columns (x, y, z, 0), the last one the translation.</summary>
    public const int TransformLanes = 16;

    private readonly int _pairs;
    private readonly int[] _offsets;
    private readonly float[] _weights;

    public PackedWeights(BodyModel model)
    {
        int[] start = model.Weights.RowStart;
        for (int v = 0; v < model.VertexCount; v++)
        {
            _pairs = Math.Max(_pairs, start[v + 1] - start[v]);
        }

        _offsets = new int[model.VertexCount * _pairs];
        _weights = new float[model.VertexCount * _pairs];
        for (int v = 0; v < model.VertexCount; v++)
        {
            for (int i = start[v]; i < start[v + 1]; i++)
            {
                int at = (v * _pairs) + i - start[v];
                _offsets[at] = TransformLanes * model.Weights.Columns[i];
                _weights[at] = (float)model.Weights.Values[i];
            }
        }
    }

    /// <summary>Blends the joints' transforms and applies them to the vertices of one block.</summary>
    /// <param name="first">Index of the block's first vertex.</param>
    /// <param name="lanes">Vertices before skinning, shape [96] as <see cref="VertexBlocks"/>.</param>
    /// <param name="transforms">Shape [J, 16].</param>
    /// <param name="vertices">Out: the block's vertices, shape [at most 32].</param>
    public void Skin(int first, ReadOnlySpan<float> lanes, ReadOnlySpan<float> transforms, Span<Vector3> vertices)
    {
        ref float transform = ref MemoryMarshal.GetReference(transforms);
        for (int i = 0; i < vertices.Length; i++)
        {
            ReadOnlySpan<int> offsets = _offsets.AsSpan((first + i) * _pairs, _pairs);
            ReadOnlySpan<float> weights = _weights.AsSpan((first + i) * _pairs, _pairs);
            Vector256<float> xy = Vector256<float>.Zero, zt = Vector256<float>.Zero;
            for (int k = 0; k < offsets.Length; k++)
            {
                Vector256<float> weight = Vector256.Create(weights[k]);
                xy = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref transform, (nuint)offsets[k]), weight, xy);
                zt = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref transform, (nuint)offsets[k] + 8), weight, zt);
            }

            Vector256<float> first2 = Vector256.Create(Vector128.Create(lanes[i]), Vector128.Create(lanes[VertexBlocks.Vertices + i]));
            Vector256<float> last2 = Vector256.Create(Vector128.Create(lanes[(2 * VertexBlocks.Vertices) + i]), Vector128<float>.One);
            Vector256<float> sum = Vector256.FusedMultiplyAdd(first2, xy, last2 * zt);
            vertices[i] = (sum.GetLower() + sum.GetUpper()).AsVector3();
        }
    }
}
