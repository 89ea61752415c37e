namespace LivePose.Render;

/// <summary>Drawing is not possible here: no context, or a driver that refuses a shader or a framebuffer.</summary>
/// <remarks>The message is one sentence for the user, with the cure, followed by the driver's own log where it has one.</remarks>
public sealed class GraphicsException : IOException
{
    /// <summary>An error without a message.</summary>
    public GraphicsException()
    {
    }

    /// <summary>An error with a message for the user.</summary>
    public GraphicsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message for the user and its cause.</summary>
    public GraphicsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
