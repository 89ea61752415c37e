using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>A graph in ONNX Runtime, with its log.</summary>
internal sealed partial class GraphSession : IDisposable
{
    private readonly string _logId;

    private GraphSession(InferenceSession session, string logId)
    {
        Session = session;
        _logId = logId;
    }

    internal InferenceSession Session { get; }

    /// <summary>Loads a graph.</summary>
    /// <param name="graph">The graph, as it stands.</param>
    /// <param name="configure">Sets level of optimisation, threads and execution provider.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="InvalidDataException">The runtime refuses the graph.</exception>
    internal static GraphSession Open(OnnxGraph graph, Action<SessionOptions> configure, ILogger logger)
    {
        string logId = OrtLog.Attach(logger);
        try
        {
            using SessionOptions options = new()
            {
                LogId = logId,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            };
            if (graph.ExternalFiles.Count > 0)
            {
                options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(graph.Source))!);
            }

            configure(options);
            return new GraphSession(new InferenceSession(graph.ToBytes(), options), logId);
        }
        catch (OnnxRuntimeException fault)
        {
            OrtLog.Detach(logId);
            throw new InvalidDataException($"ONNX file '{graph.Source}' cannot be run: {Condense(fault.Message)}; export it again.", fault);
        }
        catch
        {
            OrtLog.Detach(logId);
            throw;
        }
    }

    /// <summary>The runtime's message on one line, without its code and source positions.</summary>
    internal static string Condense(string message)
    {
        string line = ErrorCode().Replace(message, "");
        line = SourcePosition().Replace(line, "");
        line = NodeFailure().Replace(line, "$1: ");
        line = Whitespace().Replace(line, " ").Trim().TrimEnd('.');
        return line.Length <= 240 ? line : line[..240] + "…";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
        OrtLog.Detach(_logId);
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\S+\.(cc|h|cpp):\d+ (\S+ (?=[A-Z])|\S.*?\)\s*(\[with [^\]]*\]\s*)?)")]
    private static partial Regex SourcePosition();

    [GeneratedRegex(@"Non-zero status code returned while running (\w+) node\. Name:'[^']*' Status Message:\s*")]
    private static partial Regex NodeFailure();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
