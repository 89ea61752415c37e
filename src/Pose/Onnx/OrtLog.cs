using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>Sends what ONNX Runtime has to say to the logger of the network that it is about, never to the console.</summary>
internal static class OrtLog
{
    private static readonly ConcurrentDictionary<string, ILogger> Loggers = new(StringComparer.Ordinal);

    // The native side keeps only a pointer to it.
    private static readonly DOrtLoggingFunction Callback = Write;

    private static readonly Lock Gate = new();

    private static int _next;

    /// <summary>Makes a session's messages reach a logger.</summary>
    /// <returns>The session's log id, to be given back with <see cref="Detach"/>.</returns>
    internal static string Attach(ILogger logger)
    {
        EnsureEnvironment();
        string id = string.Create(CultureInfo.InvariantCulture, $"livepose-{Interlocked.Increment(ref _next)}");
        Loggers[id] = logger;
        return id;
    }

    internal static void Detach(string id) => Loggers.TryRemove(id, out _);

    private static void EnsureEnvironment()
    {
        lock (Gate)
        {
            if (!OrtEnv.IsCreated)
            {
                EnvironmentCreationOptions options = new()
                {
                    logId = "livepose",
                    logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
                    loggingFunction = Callback,
                };
                OrtEnv.CreateInstanceWithOptions(ref options);
            }
        }
    }

    private static void Write(IntPtr parameter, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message)
    {
        if (Loggers.TryGetValue(logId, out ILogger? logger))
        {
            logger.Log(Level(severity), "ONNX Runtime: {Message}", message);
        }
    }

    // An error comes as an exception too, and a warning is advice to whoever exported the file: neither is news to the user.
    private static LogLevel Level(OrtLoggingLevel severity) => severity switch
    {
        OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL => LogLevel.Critical,
        OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR or OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING => LogLevel.Debug,
        _ => LogLevel.Trace,
    };
}
