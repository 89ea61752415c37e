namespace LivePose.Fitting;

/// <summary>How far away a person is: for a limb of length L seen l pixels long, at most f L / l.</summary>
internal sealed class LimbDepth
{
    /// <summary>Depth when no limb is seen, metres.</summary>
    private const double Fallback = 4;

    private static readonly (string From, string To)[] Limbs =
    [
        ("left_shoulder", "right_shoulder"), ("left_hip", "right_hip"), ("left_shoulder", "left_hip"), ("right_shoulder", "right_hip"),
        ("left_shoulder", "left_elbow"), ("right_shoulder", "right_elbow"), ("left_elbow", "left_wrist"), ("right_elbow", "right_wrist"),
        ("left_hip", "left_knee"), ("right_hip", "right_knee"), ("left_knee", "left_ankle"), ("right_knee", "right_ankle"),
        ("nose", "left_shoulder"), ("nose", "right_shoulder"), ("left_ear", "right_ear"), ("left_eye", "right_eye"),
    ];

    private readonly int[] _from;
    private readonly int[] _to;
    private readonly double[] _lengths;
    private readonly double[] _depths;
    private readonly double[] _weights;

    public LimbDepth(BodySkeleton skeleton, KeypointRig rig)
    {
        BodyKinematics rest = new(skeleton, rig);
        rest.Update(new BodyParameters(skeleton.ShapeCount));
        (int From, int To)[] limbs = [.. Limbs.Select(l => (rig.Set.IndexOf(l.From), rig.Set.IndexOf(l.To)))
            .Where(l => l.Item1 >= 0 && l.Item2 >= 0 && rig.Attachments[l.Item1] is not null && rig.Attachments[l.Item2] is not null)];
        _from = [.. limbs.Select(l => l.From)];
        _to = [.. limbs.Select(l => l.To)];
        _lengths = [.. limbs.Select(l => (rest.Keypoints[l.From] - rest.Keypoints[l.To]).Length)];
        _depths = new double[limbs.Length];
        _weights = new double[limbs.Length];
    }

    /// <summary>A low quantile of the limbs' depths, weighted by their length and by how well both ends are seen.</summary>
    public double Estimate(ReadOnlySpan<Observation> observations, PinholeCamera camera, double quantile)
    {
        double focal = Math.Sqrt(camera.FocalX * camera.FocalY), total = 0;
        for (int i = 0; i < _lengths.Length; i++)
        {
            Observation a = observations[_from[i]], b = observations[_to[i]];
            double pixels = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
            bool seen = a.Weight > 0 && b.Weight > 0 && pixels > 1;
            _depths[i] = seen ? focal * _lengths[i] / pixels : double.MaxValue;
            _weights[i] = seen ? _lengths[i] * Math.Sqrt(1 / ((1 / a.Weight) + (1 / b.Weight))) : 0;
            total += _weights[i];
        }

        Array.Sort(_depths, _weights);
        double sum = 0;
        for (int i = 0; i < _depths.Length && total > 0; i++)
        {
            sum += _weights[i];
            if (sum >= quantile * total)
            {
                return _depths[i];
            }
        }

        return Fallback;
    }
}
