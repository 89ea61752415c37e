using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>Input and outputs of a fixed range of a lane's samples, bound to the session once.</summary>
internal sealed class LaneBinding : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _source;
    private readonly string _inputName;
    private readonly LaneOutput[] _outputs;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input;
    private readonly OrtValue?[] _values;
    private readonly int _first;
    private readonly bool _copiesInput;
    private readonly bool _varies;

    internal LaneBinding(Network network, LaneInput input, LaneOutput[] outputs, int first, int count)
    {
        _session = network.Session;
        _source = network.Source;
        _inputName = network.Input.Name;
        _outputs = outputs;
        _first = first;
        _copiesInput = network.Device.IsGpu;
        _varies = outputs.Any(o => o.Varies);
        _binding = _session.CreateIoBinding();
        _input = input.Tensor(first, count);
        _values = Array.ConvertAll(outputs, o => o.Varies ? null : o.Tensor(first, count));
        _binding.BindInput(_inputName, _input);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_values[i] is { } value)
            {
                _binding.BindOutput(outputs[i].Name, value);
            }
        }
    }

    /// <summary>Computes the samples.</summary>
    /// <exception cref="InvalidDataException">The runtime cannot compute the graph.</exception>
    internal void Run()
    {
        try
        {
            RunBound();
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InvalidDataException($"ONNX file '{_source}' fails while it runs: {GraphSession.Condense(fault.Message)}; export it again.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        foreach (OrtValue? value in _values)
        {
            value?.Dispose();
        }

        _options.Dispose();
    }

    private void RunBound()
    {
        if (_copiesInput)
        {
            // A binding copies its input to the GPU when it is bound, and only then (OrtIoBinding.shared.cs).
            _binding.BindInput(_inputName, _input);
        }

        if (!_varies)
        {
            _session.RunWithBinding(_options, _binding);
            _binding.SynchronizeBoundOutputs();
            return;
        }

        RunVarying();
    }

    private void RunVarying()
    {
        // A binding keeps the tensors of the last run and would want the next ones to have their shape.
        foreach (LaneOutput output in _outputs.Where(o => o.Varies))
        {
            _binding.BindOutputToDevice(output.Name, OrtMemoryInfo.DefaultInstance);
        }

        _session.RunWithBinding(_options, _binding);
        _binding.SynchronizeBoundOutputs();
        string[] names = _binding.GetOutputNames();
        using IDisposableReadOnlyCollection<OrtValue> values = _binding.GetOutputValues();
        for (int i = 0; i < names.Length; i++)
        {
            if (Array.Find(_outputs, o => o.Varies && o.Name == names[i]) is { } output)
            {
                output.Take(_first, values[i]);
            }
        }
    }
}
