using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>What a calibration head reads of a network's heatmaps, as nodes of its graph. Each quantity is appended at most once.</summary>
/// <remarks>
/// The weight of a cell is the square of its heat: background counts for nothing, and the squared blob of a Gaussian of
/// width σ̂ is one of width σ̂/√2. Positions are in units of the map's height, from its centre.
/// </remarks>
internal sealed class HeatmapGraft
{
    private const float ProbabilityEdge = 1e-3f;
    private const float LeastMass = 1e-9f;
    private const int MostCoarseCells = 320;

    private readonly GraftBuilder _build;
    private readonly FeatureSource _source;
    private readonly string _map;
    private readonly string _flat;
    private string? _energy;
    private string? _means;
    private string? _peak;
    private string? _mass;

    public HeatmapGraft(GraftBuilder build, FeatureSource source, ModelDescriptor descriptor)
    {
        _build = build;
        _source = source;
        string map = source.HeatmapShape[0] == source.KeypointCount
            ? source.Heatmap!
            : build.Slice(source.Heatmap!, 1, 0, source.KeypointCount);
        _flat = build.Reshape(map, 0, 0, -1);
        if (descriptor.Decoder == ModelDecoder.Integral && descriptor.Beta > 0)
        {
            _flat = build.Node("Softmax", [build.Node("Mul", [_flat, build.Scalar(descriptor.Beta)])], OnnxAttribute.OfInteger("axis", 2));
            map = build.Reshape(_flat, 0, 0, Rows, Columns);
        }

        _map = map;
    }

    private int Rows => _source.HeatmapShape[1];

    private int Columns => _source.HeatmapShape[2];

    /// <summary>Features averaged with the weights of each keypoint's heatmap, [N, K, C].</summary>
    public string PoolFeatures()
    {
        int ratio = Rows / _source.Shape[1];
        string weights = Energy();
        if (ratio > 1)
        {
            string shaped = _build.Reshape(weights, 0, 0, Rows, Columns);
            string pooled = _build.Node("AveragePool", [shaped], OnnxAttribute.OfIntegers("kernel_shape", ratio, ratio), OnnxAttribute.OfIntegers("strides", ratio, ratio));
            weights = _build.Node("Mul", [_build.Reshape(pooled, 0, 0, -1), _build.Scalar(ratio * ratio)]);
        }

        string features = _build.Transpose(_build.Reshape(_source.Tensor, 0, 0, -1), 0, 2, 1);
        return _build.Node("Div", [_build.Node("MatMul", [weights, features]), Mass()]);
    }

    /// <summary>The column of the feature map at each heatmap's maximum, [N, K, C].</summary>
    public string SampleFeatures()
    {
        int ratio = Rows / _source.Shape[1];
        string map = ratio == 1
            ? _flat
            : _build.Reshape(MaxPool(ratio), 0, 0, -1);
        string index = _build.Reshape(ArgMax(map), 0, 1, -1);
        string all = _build.Node("Expand", [index, _build.Integers([3], 1, _source.Shape[0], 1)]);
        string columns = _build.Node("GatherElements", [_build.Reshape(_source.Tensor, 0, 0, -1), all], OnnxAttribute.OfInteger("axis", 2));
        return _build.Transpose(columns, 0, 2, 1);
    }

    /// <summary>Logit of the peak's height, [N, K, 1].</summary>
    public string LogitPeak() => _build.Logit(Peak(), ProbabilityEdge);

    /// <summary>Logarithm of the blob's variance per axis, [N, K, 1]: half the mean squared distance from its centre, doubled for the squared weights.</summary>
    public string LogVariance()
    {
        Moments();
        string centre = Means();
        string offset = _build.Node("MatMul", [_build.Node("Mul", [centre, centre]), _build.Floats([2, 1], 1, 1)]);
        string variance = _build.Node("Sub", [_build.Slice(_means!, 2, 2, 3), offset]);
        return _build.Log(variance, FeatureGraft.LeastVariance);
    }

    /// <summary>Logarithm of the highest peak away from the maximum over the maximum, [N, K, 1].</summary>
    /// <remarks>Away: two or more cells apart on a grid of cells of about 4 × 4; a fixed table says which cells are.</remarks>
    public string SecondPeak()
    {
        int cell = 4;
        while (Rows / cell * (Columns / cell) > MostCoarseCells)
        {
            cell++;
        }

        int rows = Rows / cell, columns = Columns / cell, cells = rows * columns;
        string coarse = _build.Reshape(MaxPool(cell), 0, 0, -1);
        string apart = _build.Node("Gather", [_build.Floats([cells, cells], Apart(rows, columns)), ArgMax(coarse)], OnnxAttribute.OfInteger("axis", 0));
        string second = _build.Node("GlobalMaxPool", [_build.Node("Mul", [coarse, apart])]);
        return _build.Node("Sub", [_build.Log(second, ProbabilityEdge), _build.Log(Peak(), ProbabilityEdge)]);
    }

    /// <summary>Centre of each blob, [N, K, 2].</summary>
    public string Means()
    {
        Moments();
        return _build.Slice(_means!, 2, 0, 2);
    }

    /// <summary>Height of each peak, not negative, [N, 1, K].</summary>
    public string PeakWeights() => _build.Reshape(_build.Node("Relu", [Peak()]), 0, 1, -1);

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

    private string Energy() => _energy ??= _build.Node("Mul", [_flat, _flat]);

    private string Peak() => _peak ??= _build.Node("GlobalMaxPool", [_flat]);

    private string ArgMax(string x) => _build.Node("ArgMax", [x], OnnxAttribute.OfInteger("axis", 2), OnnxAttribute.OfInteger("keepdims", 0));

    private string MaxPool(int cell) => _build.Node(
        "MaxPool", [_map], OnnxAttribute.OfIntegers("kernel_shape", cell, cell), OnnxAttribute.OfIntegers("strides", cell, cell));

    private string Mass()
    {
        Moments();
        return _mass!;
    }

    /// <summary>Σe and the weighted means of x, y and x² + y², by one product with a fixed grid.</summary>
    private void Moments()
    {
        if (_means is not null)
        {
            return;
        }

        string sums = _build.Node("MatMul", [Energy(), _build.Floats([Rows * Columns, 4], Grid())]);
        _mass = _build.Node("Max", [_build.Slice(sums, 2, 3, 4), _build.Scalar(LeastMass)]);
        _means = _build.Node("Div", [_build.Slice(sums, 2, 0, 3), _mass]);
    }

    private float[] Grid()
    {
        float[] grid = new float[Rows * Columns * 4];
        for (int i = 0; i < Rows * Columns; i++)
        {
            float x = ((i % Columns) - ((Columns - 1) / 2f)) / Rows, y = ((i / Columns) - ((Rows - 1) / 2f)) / Rows;
            (grid[4 * i], grid[(4 * i) + 1], grid[(4 * i) + 2], grid[(4 * i) + 3]) = (x, y, (x * x) + (y * y), 1);
        }

        return grid;
    }
}
