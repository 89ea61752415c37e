using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>What a calibration head reads of a network's heatmaps, as nodes of its graph.</summary>
/// <remarks>
/// Written to be cheap beside a network of 10 ms: one pass over the full maps (a maximum over cells of about 1/32 of the
/// height), everything else on the small maps, few nodes. The weight of a cell is the square of its heat: background counts
/// for nothing.
/// </remarks>
internal sealed class HeatmapGraft
{
    private const float ProbabilityEdge = 1e-4f;
    private const float LeastMass = 1e-9f;
    private const int SmallRows = 32;
    private const int MostCoarseCells = 320;

    private readonly GraftBuilder _build;
    private readonly FeatureSource _source;
    private readonly string _map;
    private readonly int _step;
    private string? _small;
    private string? _energy;
    private string? _mass;

    public HeatmapGraft(GraftBuilder build, FeatureSource source, ModelDescriptor descriptor)
    {
        _build = build;
        _source = source;
        string map = source.HeatmapShape[0] == source.KeypointCount ? source.Heatmap! : build.Slice(source.Heatmap!, 1, 0, source.KeypointCount);
        if (descriptor.Decoder == ModelDecoder.Integral && descriptor.Beta > 0)
        {
            string flat = build.Node("Mul", [build.Reshape(map, 0, 0, -1), build.Scalar(descriptor.Beta)]);
            map = build.Reshape(build.Node("Softmax", [flat], OnnxAttribute.OfInteger("axis", 2)), 0, 0, source.HeatmapShape[1], source.HeatmapShape[2]);
        }

        _map = map;
        _step = SmallStep(source);
    }

    private int Rows => _source.HeatmapShape[1] / _step;

    private int Columns => _source.HeatmapShape[2] / _step;

    /// <summary>Features averaged with the weights of each keypoint's heatmap, times the number of cells, [N, K, C].</summary>
    public string PoolFeatures()
    {
        int ratio = _source.Shape[1] / Rows;
        string map = ratio == 1 ? _source.Tensor : _build.AveragePool(_source.Tensor, ratio);
        string features = _build.Transpose(_build.Reshape(map, 0, 0, -1), 0, 2, 1);
        string sums = _build.Node("MatMul", [Energy(), features]);
        return _build.Node("Div", [sums, _build.Node("Max", [Mass(), _build.Scalar(LeastMass)])]);
    }

    /// <summary>The column of the feature map at each heatmap's maximum, [N, K, C].</summary>
    public string SampleFeatures()
    {
        int ratio = _source.HeatmapShape[1] / _source.Shape[1];
        string map = ratio <= 1 ? _map : _build.MaxPool(_map, ratio);
        string index = _build.Reshape(_build.ArgMax(_build.Reshape(map, 0, 0, -1)), 0, 1, -1);
        string all = _build.Node("Expand", [index, _build.Integers([3], 1, _source.Shape[0], 1)]);
        string columns = _build.Node("GatherElements", [_build.Reshape(_source.Tensor, 0, 0, -1), all], OnnxAttribute.OfInteger("axis", 2));
        return _build.Transpose(columns, 0, 2, 1);
    }

    /// <summary>Logits of the peak, of the highest peak away from it, and of the mean weight, [N, K, 3].</summary>
    /// <remarks>
    /// eq. 17: logit(peak) = log l̃² − log σ². The mean weight of a Gaussian blob is π σ̂² peak² over the map's area, small, so
    /// with the peak it tells the blob's width: log σ̂² = log(mean weight) − 2 log(peak) + constant. Away: two or more cells apart
    /// on a grid of cells of about 1/16 of the map; a fixed table says which cells are.
    /// </remarks>
    public string Statistics()
    {
        int cell = 2;
        while (Rows / cell * (Columns / cell) > MostCoarseCells)
        {
            cell++;
        }

        int rows = Rows / cell, columns = Columns / cell, cells = rows * columns;
        string coarse = _build.Reshape(_build.MaxPool(Small(), cell), 0, 0, -1);
        string apart = _build.Node("Gather", [_build.Floats([cells, cells], Apart(rows, columns)), _build.ArgMax(coarse)], OnnxAttribute.OfInteger("axis", 0));
        string second = _build.Node("GlobalMaxPool", [_build.Node("Mul", [coarse, apart])]);
        return _build.Logit(_build.Concat(2, [_build.Node("GlobalMaxPool", [coarse]), second, Mass()]), ProbabilityEdge);
    }

    /// <summary>Cells that the maxima are taken over: to about 32 rows, and to a divisor of the feature map's rows where there is one.</summary>
    private static int SmallStep(FeatureSource source)
    {
        (int rows, int columns) = (source.HeatmapShape[1], source.HeatmapShape[2]);
        int step = Math.Max(1, rows / SmallRows);
        if (source.Shape.Length != 3 || (source.Shape[1] % (rows / step) == 0 && source.Shape[2] % (columns / step) == 0
            && source.Shape[1] / (rows / step) == source.Shape[2] / (columns / step)))
        {
            return step;
        }

        return Math.Max(1, rows / source.Shape[1]);
    }

    private static float[] Apart(int rows, int columns)
    {
        int cells = rows * columns;
        float[] table = new float[cells * cells];
        for (int a = 0; a < cells; a++)
        {
            for (int b = 0; b < cells; b++)
            {
                int distance = Math.Max(Math.Abs((a / columns) - (b / columns)), Math.Abs((a % columns) - (b % columns)));
                table[(a * cells) + b] = distance >= 2 ? 1 : 0;
            }
        }

        return table;
    }

    /// <summary>Squared heat of the small maps, [N, K, cells].</summary>
    private string Energy()
    {
        if (_energy is null)
        {
            string flat = _build.Reshape(Small(), 0, 0, -1);
            _energy = _build.Node("Mul", [flat, flat]);
        }

        return _energy;
    }

    /// <summary>Mean weight of each map, [N, K, 1].</summary>
    private string Mass() => _mass ??= _build.Node("GlobalAveragePool", [Energy()]);

    /// <summary>The reduced maps, [N, K, rows, columns].</summary>
    private string Small() => _small ??= _step == 1 ? _map : _build.MaxPool(_map, _step);
}
