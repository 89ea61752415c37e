using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>The graph that will run: only what its outputs need, with an open batch where that is proven right, else a batch of 1.</summary>
internal sealed class BatchPlan : IDisposable
{
    private GraphSession? _cpu;

    private BatchPlan(OnnxGraph graph, GraphSession? cpu, bool rewritten, string? reason)
    {
        Graph = graph;
        _cpu = cpu;
        Rewritten = rewritten;
        Reason = reason;
    }

    internal OnnxGraph Graph { get; }

    /// <summary>Null when samples can share a run, else one sentence why not.</summary>
    internal string? Reason { get; }

    internal bool Rewritten { get; }

    /// <summary>For people.</summary>
    internal string Verdict => Reason is { } reason
        ? $"one sample a run, because {reason}"
        : Rewritten ? "several samples a run: the fixed batch of 1 was opened, and checked against the original" : "several samples a run: the graph's batch is open, and was checked";

    /// <summary>Makes and checks the plan.</summary>
    /// <param name="model">The network.</param>
    /// <param name="maxBatch">Most samples of one run; 1 = nothing to open or to check.</param>
    /// <param name="threads">Threads of one run on the CPU.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    internal static BatchPlan Make(LoadedModel model, int maxBatch, int threads, ILogger logger)
    {
        OnnxGraph pruned = model.Graph.Clone();
        pruned.KeepOutputs([.. model.Descriptor.ComputedOutputs]);
        string? reason = maxBatch == 1 ? "no more was asked for" : Obstacle(model.Outputs);
        if (reason is null)
        {
            (GraphSession? batched, OnnxGraph graph, reason) = Try(pruned, model, threads, logger);
            if (batched is not null)
            {
                return new BatchPlan(graph, batched, !model.Probe.Input.OpenBatch, null);
            }
        }

        InputGuess input = model.Probe.Input;
        pruned.Reshape(input.Name, Array.ConvertAll(input.Shape(1), size => new OnnxDimension(size)));
        return new BatchPlan(pruned, null, false, reason);
    }

    /// <summary>The graph on the CPU; the caller owns it.</summary>
    internal GraphSession TakeCpuSession(int threads, ILogger logger)
    {
        GraphSession session = _cpu ?? OpenCpu(Graph, threads, logger);
        _cpu = null;
        return session;
    }

    /// <inheritdoc/>
    public void Dispose() => _cpu?.Dispose();

    private static string? Obstacle(OutputShape[] outputs)
    {
        if (outputs.FirstOrDefault(o => o.Varies) is { } varies)
        {
            return $"the number of values in output '{varies.Name}' depends on the picture";
        }

        return outputs.FirstOrDefault(o => !o.HasBatch) is { } flat ? $"output '{flat.Name}' has no batch dimension" : null;
    }

    private static (GraphSession? Session, OnnxGraph Graph, string? Reason) Try(OnnxGraph pruned, LoadedModel model, int threads, ILogger logger)
    {
        OnnxGraph graph = pruned.Clone();
        BatchRewriter.Rewrite(graph, model.Probe.Input);
        graph.KeepOutputs([.. model.Descriptor.ComputedOutputs]);
        GraphSession session;
        try
        {
            session = OpenCpu(graph, threads, logger);
        }
        catch (InvalidDataException fault) when (fault.InnerException is OnnxRuntimeException inner)
        {
            return (null, graph, $"the graph does not allow another batch ({GraphSession.Condense(inner.Message)})");
        }

        string? reason = BatchCheck.Compare(session, model);
        if (reason is null)
        {
            return (session, graph, null);
        }

        session.Dispose();
        return (null, graph, reason);
    }

    private static GraphSession OpenCpu(OnnxGraph graph, int threads, ILogger logger) => GraphSession.Open(
        graph,
        options =>
        {
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            options.IntraOpNumThreads = threads;

            // Lanes share the cores: a thread that spins while it waits takes them from the others.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        },
        logger);
}
