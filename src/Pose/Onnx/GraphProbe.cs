using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>The graph as its author meant it, at batch 1 and without any optimisation: shows the shapes of the outputs and what a rewritten graph must reproduce.</summary>
internal sealed class GraphProbe : IDisposable
{
    private readonly GraphSession _session;
    private readonly long[] _shape;
    private readonly string _source;

    private GraphProbe(GraphSession session, InputGuess input, string source)
    {
        _session = session;
        _source = source;
        Input = input;
        _shape = input.Shape(1);
    }

    internal InputGuess Input { get; }

    /// <summary>The outputs in the graph's order.</summary>
    internal IReadOnlyList<OutputShape> Outputs { get; private set; } = [];

    /// <summary>Loads the graph with every dimension of its input fixed.</summary>
    internal static GraphProbe Open(OnnxGraph graph, InputGuess input, ILogger logger)
    {
        OnnxGraph copy = graph.Clone();
        copy.Reshape(input.Name, Array.ConvertAll(input.Shape(1), size => new OnnxDimension(size)));
        GraphSession session = GraphSession.Open(
            copy,
            options =>
            {
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
                options.IntraOpNumThreads = 1;
                options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            },
            logger);
        GraphProbe probe = new(session, input, graph.Source);
        try
        {
            probe.Outputs = probe.Measure();
            return probe;
        }
        catch
        {
            probe.Dispose();
            throw;
        }
    }

    /// <summary>Runs one sample.</summary>
    /// <param name="sample">Pixels as the network takes them, in its layout; rounded where it takes integers.</param>
    /// <param name="outputs">Names of the outputs.</param>
    /// <returns>The values of each output.</returns>
    /// <exception cref="InvalidDataException">The runtime cannot compute the graph.</exception>
    internal float[][] Run(ReadOnlySpan<float> sample, IReadOnlyCollection<string> outputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> values = RunValues(sample, outputs);
        return [.. values.Select(value => TensorValues.ToFloats(value))];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private IDisposableReadOnlyCollection<OrtValue> RunValues(ReadOnlySpan<float> sample, IReadOnlyCollection<string> outputs)
    {
        using OrtValue input = TensorValues.FromFloats(sample, Input.Element, _shape);
        using RunOptions options = new();
        try
        {
            return _session.Session.Run(options, [Input.Name], [input], outputs);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InvalidDataException($"ONNX file '{_source}' fails on a grey picture of {Input.Width}×{Input.Height}: {GraphSession.Condense(fault.Message)}; export it again.", fault);
        }
    }

    private OutputShape[] Measure()
    {
        InferenceSession session = _session.Session;
        string[] names = [.. session.OutputNames];
        if (names.All(name => session.OutputMetadata[name].Dimensions is { Length: > 0 } d && d.All(size => size >= 0)))
        {
            return Array.ConvertAll(names, name => ToShape(name, session.OutputMetadata[name].Dimensions, (OnnxElement)session.OutputMetadata[name].ElementDataType, false));
        }

        float[] grey = new float[_shape.Aggregate(1L, (product, d) => product * d)];
        Array.Fill(grey, 0.5f);
        using IDisposableReadOnlyCollection<OrtValue> values = RunValues(grey, names);
        return [.. names.Zip(values, (name, value) =>
        {
            OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
            int[] known = session.OutputMetadata[name].Dimensions;
            return ToShape(name, Array.ConvertAll(info.Shape, d => (int)d), (OnnxElement)info.ElementDataType, known.Length != info.Shape.Length || known.Any(d => d < 0));
        })];
    }

    private static OutputShape ToShape(string name, int[] dimensions, OnnxElement element, bool varies)
    {
        bool batch = dimensions.Length > 0 && dimensions[0] == 1;
        return new OutputShape(name, element, batch ? dimensions[1..] : dimensions, varies, batch);
    }
}
