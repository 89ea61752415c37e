using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Reads one person's keypoints from the outputs of one family of pose networks. Keeps scratch memory: one thread at a time.</summary>
/// <remarks>Numbers that are not finite make their keypoint absent (all zero); nothing that is not finite comes out.</remarks>
public interface IKeypointDecoder
{
    /// <summary>Reads a sample of the lane's last run.</summary>
    /// <param name="lane">Holds the outputs.</param>
    /// <param name="sample">Position in the batch.</param>
    /// <param name="readings">Out, shape [K], pixels of the network's input.</param>
    void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings);
}
