using System.Globalization;

namespace LivePose.Pose.Onnx;

/// <summary>Holds a descriptor against the graph that it describes.</summary>
internal static class DescriptorCheck
{
    /// <summary>Passes when they agree.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="input">What the graph says of its input.</param>
    /// <param name="outputs">What comes out of the graph.</param>
    /// <param name="origin">Where the descriptor stands, for messages.</param>
    /// <param name="graph">The ONNX file, for messages.</param>
    /// <exception cref="InvalidDataException">They contradict each other; one sentence says where.</exception>
    internal static void Check(ModelDescriptor descriptor, InputGuess input, IReadOnlyList<OutputShape> outputs, string origin, string graph)
    {
        ModelInput said = descriptor.Input;
        Same("input.name", said.Name, input.Name);
        Same("input.layout", Lower(said.Layout), Lower(input.Layout));
        Same("input.element", Lower(said.Element), Lower(input.Element));
        Same("input.width", Number(said.Width), Number(input.Width));
        Same("input.height", Number(said.Height), Number(input.Height));
        foreach (string name in descriptor.ComputedOutputs.Where(name => outputs.All(o => o.Name != name)))
        {
            throw new InvalidDataException($"{origin} names the output '{name}', but ONNX file '{graph}' has {string.Join(", ", outputs.Select(o => $"'{o.Name}'"))}; correct the name.");
        }

        OutputShape[] read = [.. descriptor.Outputs.Select(name => outputs.First(o => o.Name == name))];
        if (DecoderShapes.Mismatch(descriptor, read) is { } wanted)
        {
            throw new InvalidDataException(
                $"{origin} says decoder '{Lower(descriptor.Decoder)}', which reads {wanted}, but ONNX file '{graph}' gives {string.Join(", ", read.Select(o => o.ToString()))}; correct the decoder, outputs, strides or keypoints.");
        }

        void Same(string field, string descriptorSays, string graphSays)
        {
            if (descriptorSays != graphSays)
            {
                throw new InvalidDataException($"{origin} says {field} = {descriptorSays}, but ONNX file '{graph}' has {graphSays}; correct the descriptor, or use the network that it was written for.");
            }
        }
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
