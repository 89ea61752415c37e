using System.Diagnostics;

namespace LivePose.App;

/// <summary>What is shown of an exception: its own sentence for what a user can cause, and how to report it for a bug of ours.</summary>
internal static class Sentence
{
    /// <summary>True for errors of input, files, devices and native libraries: things with a cure outside the code.</summary>
    public static bool IsExpected(Exception error) => Innermost(error) is
        IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or TimeoutException
        or NotSupportedException or DllNotFoundException or OutOfMemoryException;

    /// <summary>The line for stderr; the whole trace instead when LIVEPOSE_TRACE=1.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="input">What was being worked on, named where the error is a bug and does not name it.</param>
    public static string Line(Exception error, string? input = null) =>
        Environment.GetEnvironmentVariable("LIVEPOSE_TRACE") == "1" ? error.ToString() : $"livepose: {Of(error, input)}";

    /// <summary>The message on one line, without an argument's name tail.</summary>
    public static string Of(Exception error, string? input = null)
    {
        Exception inner = Innermost(error);
        string message = inner is ArgumentException { ParamName: not null }
            ? inner.Message.Split(" (Parameter ")[0]
            : inner.Message;
        message = message.ReplaceLineEndings(" ").Trim();
        return IsExpected(error)
            ? message
            : $"{(input is null ? "" : $"'{input}': ")}LivePose itself failed ({inner.GetType().Name}: {message.TrimEnd('.')}); run again with LIVEPOSE_TRACE=1 and report what it prints.";
    }

    /// <summary>The cause that matters: aggregates and initialisers are only wrapping.</summary>
    public static Exception Innermost(Exception error)
    {
        Debug.Assert(error is not null);
        while (error is AggregateException or TypeInitializationException && error.InnerException is Exception inner)
        {
            error = inner;
        }

        return error;
    }
}
