using System.Diagnostics;

namespace LivePose.App;

/// <summary>What is shown of an exception: its first sentence for what a user can cause, the whole trace for a bug of ours.</summary>
internal static class Sentence
{
    /// <summary>True for errors of input, files, devices and native libraries: things with a cure outside the code.</summary>
    public static bool IsExpected(Exception error) => Innermost(error) is
        IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or TimeoutException
        or NotSupportedException or DllNotFoundException or OutOfMemoryException;

    /// <summary>The message on one line, without an argument's name tail.</summary>
    public static string Of(Exception error)
    {
        Exception inner = Innermost(error);
        string message = inner is ArgumentException { ParamName: not null }
            ? inner.Message.Split(" (Parameter ")[0]
            : inner.Message;
        return message.ReplaceLineEndings(" ").Trim();
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
