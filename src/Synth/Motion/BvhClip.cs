using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A recorded motion of any skeleton, as a Biovision hierarchy file holds it.</summary>
/// <param name="Name">What messages call it: its file.</param>
/// <param name="Joints">The skeleton, every joint after the one above it.</param>
/// <param name="FrameCount">N, at least 1.</param>
/// <param name="FrameTime">Seconds from frame to frame, positive.</param>
/// <param name="Values">Numbers of all frames, shape [N, channels].</param>
public sealed record BvhClip(string Name, IReadOnlyList<BvhJoint> Joints, int FrameCount, double FrameTime, double[] Values)
{
    /// <summary>Poses the skeleton.</summary>
    /// <remarks>Positions add to the offset of the root; other joints keep their offsets, whatever position they are given.</remarks>
    /// <param name="frame">0 to <see cref="FrameCount"/> - 1, or -1 for the rest pose.</param>
    /// <param name="turns">Out: rotation of each joint to the file's axes, shape [joints].</param>
    /// <param name="places">Out: position of each joint, the file's unit and axes, shape [joints].</param>
    public void Pose(int frame, Span<Matrix3> turns, Span<Vector3D> places)
    {
        ReadOnlySpan<double> values = frame < 0 ? [] : Values.AsSpan(frame * (Values.Length / FrameCount), Values.Length / FrameCount);
        for (int j = 0; j < Joints.Count; j++)
        {
            BvhJoint joint = Joints[j];
            Vector3D move = default;
            Matrix3 turn = Matrix3.Identity;
            for (int c = 0; c < joint.Channels.Count && frame >= 0; c++)
            {
                double value = values[joint.FirstChannel + c], angle = value * Math.PI / 180;
                switch (joint.Channels[c])
                {
                    case BvhChannel.Xposition: move += new Vector3D(value, 0, 0); break;
                    case BvhChannel.Yposition: move += new Vector3D(0, value, 0); break;
                    case BvhChannel.Zposition: move += new Vector3D(0, 0, value); break;
                    case BvhChannel.Xrotation: turn *= Rotation.Exp(new Vector3D(angle, 0, 0)); break;
                    case BvhChannel.Yrotation: turn *= Rotation.Exp(new Vector3D(0, angle, 0)); break;
                    default: turn *= Rotation.Exp(new Vector3D(0, 0, angle)); break;
                }
            }

            bool root = joint.Parent < 0;
            turns[j] = root ? turn : turns[joint.Parent] * turn;
            places[j] = root ? joint.Offset + move : places[joint.Parent] + (turns[joint.Parent] * joint.Offset);
        }
    }
}
