using LivePose.Capture.Sinks;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>Known bodies before a known camera: people stand side by side, 4 m away, and lift an arm; no networks and no pictures.</summary>
internal sealed class StandingPeople
{
    public const int Width = 1280, Height = 960, Rate = 30;

    private readonly BodyState _state;

    public StandingPeople()
    {
        BodySkeleton skeleton = BuiltInBody.Model.ToSkeleton();
        _state = new BodyState(skeleton, new KeypointRig(skeleton, KeypointSets.Coco17));
    }

    public static PinholeCamera Camera { get; } = new(1200, 1200, (Width - 1) / 2.0, (Height - 1) / 2.0);

    public static FrameLayout Layout { get; } = new(6, 17);

    public static SinkHeader Header { get; } =
        new("test", Width, Height, Rate, KeypointSets.Coco17, "test", [], "expected OKS", "in view");

    /// <summary>Makes a frame of people; seconds follow from the index.</summary>
    /// <param name="frame">Out.</param>
    /// <param name="index">Index in the source.</param>
    /// <param name="people">Identity and place to the side, metres.</param>
    public void Show(Frame frame, long index, params ReadOnlySpan<(int Id, double X)> people)
    {
        frame.ClearPeople();
        frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(index / (double)Rate));
        foreach ((int id, double x) in people)
        {
            Stand(x, lift: 0.4 * Math.Sin(0.1 * index));
            Add(frame, id);
        }
    }

    private void Stand(double x, double lift)
    {
        BodyParameters p = _state.Parameters;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            p.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        p.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0));
        p.Rotations[BodyJoint.LeftShoulder] *= Rotation.Exp(new Vector3D(0, 0, lift));
        p.Translation = new Vector3D(x, 0, 4);
        _state.Update();
    }

    private void Add(Frame frame, int id)
    {
        int place = frame.PeopleCount;
        (double X, double Y)[] pixels = [.. _state.Kinematics.Keypoints.Select(Camera.Project)];
        Box box = Box.FromCorners(
            (float)pixels.Min(p => p.X), (float)pixels.Min(p => p.Y), (float)pixels.Max(p => p.X), (float)pixels.Max(p => p.Y));
        Assert.True(frame.TryAdd(new Person(new TrackId(id), box, 0.9f, 0.9f)));
        Span<Keypoint> keypoints = frame.Keypoints(place);
        for (int k = 0; k < keypoints.Length; k++)
        {
            keypoints[k] = new Keypoint((float)pixels[k].X, (float)pixels[k].Y, 0.9f, 1);
        }
    }
}
