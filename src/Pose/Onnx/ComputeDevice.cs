namespace LivePose.Pose.Onnx;

/// <summary>Where networks run.</summary>
public enum ComputeDevice
{
    /// <summary>The first of TensorRT, CUDA and CPU that works.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU through TensorRT.</summary>
    TensorRt,
}
