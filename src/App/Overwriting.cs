namespace LivePose.App;

/// <summary>Keeps an annotated video from replacing the film that it is made from, as with <c>video clip.mp4 -o .</c>.</summary>
internal static class Overwriting
{
    /// <summary>Passes when <paramref name="output"/> is none of the inputs.</summary>
    /// <exception cref="ArgumentException">It is one of them.</exception>
    public static void Refuse(string output, IEnumerable<string> inputs)
    {
        string path = Path.GetFullPath(output);
        if (inputs.Any(input => input.Length > 0 && Path.GetFullPath(input) == path))
        {
            throw new ArgumentException($"'{path}' is an input and would be replaced by its annotated video; choose another place for the results.");
        }
    }
}
