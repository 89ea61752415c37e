namespace LivePose.Fitting.Arrays;

/// <summary>The name of a Python class or function met in a pickle. It is never looked up and never called.</summary>
/// <param name="Module">For example <c>numpy.core.multiarray</c>.</param>
/// <param name="Name">For example <c>_reconstruct</c>.</param>
public sealed record PickleGlobal(string Module, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Module}.{Name}";
}
