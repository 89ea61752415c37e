using System.Numerics.Tensors;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>One heatmap a keypoint: the keypoint is at its maximum, refined, and the maximum is its score (Gu et al. 2023, eq. 1).</summary>
/// <remarks>Cell i lies at input pixel i · (input size / map size), without a half-pixel shift: the custom of the networks' training code.</remarks>
/// <param name="inputWidth">Columns of the network's input, px.</param>
/// <param name="inputHeight">Rows of the network's input, px.</param>
/// <param name="refine">Position between the cells.</param>
/// <param name="detail">What to work out beside position and score.</param>
public sealed class HeatmapDecoder(int inputWidth, int inputHeight, HeatmapRefine refine, ReadingDetail detail = ReadingDetail.None)
    : IKeypointDecoder
{
    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings)
    {
        ReadOnlySpan<int> shape = lane.OutputShape(0, sample);
        Decode(lane.Output(0, sample), shape[^1], shape[^2], readings);
    }

    /// <summary>Reads heatmaps.</summary>
    /// <param name="maps">Shape [K, rows, columns].</param>
    /// <param name="columns">Columns of a map.</param>
    /// <param name="rows">Rows of a map.</param>
    /// <param name="readings">Out, shape [K].</param>
    public void Decode(ReadOnlySpan<float> maps, int columns, int rows, Span<KeypointReading> readings)
    {
        int cells = columns * rows;
        float strideX = (float)inputWidth / columns, strideY = (float)inputHeight / rows;
        for (int k = 0; k < readings.Length; k++)
        {
            readings[k] = Read(new Heatmap(maps.Slice(k * cells, cells), columns), strideX, strideY);
        }
    }

    private KeypointReading Read(Heatmap map, float strideX, float strideY)
    {
        (int y, int x) = Math.DivRem(TensorPrimitives.IndexOfMax(map.Values), map.Columns);
        float peak = map[x, y];
        if (!float.IsFinite(peak))
        {
            return default;
        }

        (float offsetX, float offsetY) = refine switch
        {
            HeatmapRefine.Quarter => QuarterOffset(map, x, y),
            HeatmapRefine.Dark => DarkRefinement.Offset(map, x, y),
            _ => (0, 0),
        };
        float spread = (detail & ReadingDetail.Spread) != 0 ? BlobFit.Sigma(map, x, y) * (strideX + strideY) / 2 : 0;
        float second = (detail & ReadingDetail.SecondPeak) != 0 ? SecondPeak.Height(map, x, y) : 0;
        return Reading.Create(strideX * (x + offsetX), strideY * (y + offsetY), peak, spread, second);
    }

    /// <summary>A quarter cell towards the higher neighbour on each axis (Newell et al. 2016, "Stacked Hourglass Networks").</summary>
    private static (float X, float Y) QuarterOffset(Heatmap map, int x, int y)
    {
        float offsetX = x > 0 && x < map.Columns - 1 ? Towards(map[x - 1, y], map[x + 1, y]) : 0;
        float offsetY = y > 0 && y < map.Rows - 1 ? Towards(map[x, y - 1], map[x, y + 1]) : 0;
        return (offsetX, offsetY);

        static float Towards(float before, float after) => after > before ? 0.25f : after < before ? -0.25f : 0;
    }
}
