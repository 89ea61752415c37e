using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Benchmarks.Rendering;

/// <summary>People who stand side by side, 4 m away, and move an arm: frames, keypoints and fits without a network.</summary>
internal sealed class StandingCrowd
{
    private readonly BodyState _state;
    private readonly KeypointSet _set = KeypointSets.Coco17;
    private readonly (int Id, BodyFit Fit)[] _fits;

    public StandingCrowd(int people, int width, int height)
    {
        BodySkeleton skeleton = BuiltInBody.Model.ToSkeleton();
        _state = new BodyState(skeleton, new KeypointRig(skeleton, _set));
        _fits = [.. Enumerable.Range(1, people).Select(id => (id, new BodyFit(skeleton.ShapeCount) { Rejection = FitRejection.None }))];
        Camera = PinholeCamera.FromImageSize(width, height);
        if (!new FramePool(1, 1, new FrameLayout(Math.Max(1, people), _set.Count)).TryRent(out FrameBatch? batch))
        {
            throw new InvalidOperationException("A new pool has a free batch.");
        }

        Frame = batch.Next;
        new Random(1).NextBytes(Frame.Resize(width, height).Span);
    }

    public PinholeCamera Camera { get; }

    public Frame Frame { get; }

    public ReadOnlySpan<(int Id, BodyFit Fit)> Fits => _fits;

    /// <summary>Moves everyone to his place in a frame.</summary>
    public void Show(long index)
    {
        Frame.ClearPeople();
        Frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(index / 30.0));
        for (int i = 0; i < _fits.Length; i++)
        {
            BodyParameters p = _state.Parameters;
            p.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0));
            p.Rotations[BodyJoint.LeftShoulder] = Rotation.Exp(new Vector3D(0, 0, -1 + (0.4 * Math.Sin((0.1 * index) + i))));
            p.Translation = new Vector3D((i - ((_fits.Length - 1) / 2.0)) * 0.8, 0, 4);
            _state.Update();
            _fits[i].Fit.Parameters.CopyFrom(p);
            _state.Kinematics.Joints.CopyTo(_fits[i].Fit.Joints, 0);
            AddPerson(_fits[i].Id);
        }
    }

    private void AddPerson(int id)
    {
        int place = Frame.PeopleCount;
        Frame.TryAdd(new Person(new TrackId(id), default, 0.9f, 0.9f));
        Span<Keypoint> keypoints = Frame.Keypoints(place);
        (float left, float top, float right, float bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        for (int k = 0; k < keypoints.Length; k++)
        {
            (double x, double y) = Camera.Project(_state.Kinematics.Keypoints[k]);
            keypoints[k] = new Keypoint((float)x, (float)y, 0.9f, 1);
            (left, top, right, bottom) = (MathF.Min(left, (float)x), MathF.Min(top, (float)y), MathF.Max(right, (float)x), MathF.Max(bottom, (float)y));
        }

        Frame.People[place] = Frame.People[place] with { Box = Box.FromCorners(left, top, right, bottom) };
    }
}
