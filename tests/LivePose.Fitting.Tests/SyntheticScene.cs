namespace LivePose.Fitting.Tests;

/// <summary>People whose truth is known: poses within limits, shapes, a camera, keypoints with noise of known variance and outliers.</summary>
internal sealed class SyntheticScene
{
    private readonly Random _random;
    private readonly BodyState _truth;
    private readonly KeypointSet _set;

    public SyntheticScene(int seed, BodySkeleton skeleton, KeypointSet set)
    {
        _random = new Random(seed);
        _set = set;
        _truth = new BodyState(skeleton, new KeypointRig(skeleton, set));
        Calibrated = new Keypoint[set.Count];
        Raw = new Keypoint[set.Count];
    }

    /// <summary>Share of keypoints that are gross outliers.</summary>
    public double OutlierShare { get; init; } = 0.08;

    public PinholeCamera Camera { get; } = new(1200, 1200, 640, 480);

    /// <summary>Keypoints with calibrated confidence: the expected OKS of the very noise they have.</summary>
    public Keypoint[] Calibrated { get; }

    /// <summary>The same keypoints with scores as networks give them: squeezed together, blind to size and joint.</summary>
    public Keypoint[] Raw { get; }

    public double Area { get; private set; }

    public Vector3D[] Joints => _truth.Kinematics.Joints;

    public BodyParameters Parameters => _truth.Parameters;

    /// <summary>Draws a person and what is seen of it.</summary>
    public void Next()
    {
        DrawBody(_truth.Parameters);
        _truth.SetCamera(Camera);
        _truth.Update();
        Observe();
    }

    /// <summary>Root mean squared distance between the true keypoints' pixels and a fit's, px.</summary>
    public double ReprojectionError(BodyParameters fit)
    {
        BodyKinematics body = new(_truth.Kinematics.Skeleton, _truth.Kinematics.Rig);
        body.Update(fit);
        double sum = 0;
        for (int k = 0; k < _set.Count; k++)
        {
            (double x, double y) = Camera.Project(_truth.Kinematics.Keypoints[k]);
            (double u, double v) = Camera.Project(body.Keypoints[k]);
            sum += ((x - u) * (x - u)) + ((y - v) * (y - v));
        }

        return Math.Sqrt(sum / _set.Count);
    }

    /// <summary>Shows a given body.</summary>
    public void Show(BodyParameters body)
    {
        _truth.Parameters.CopyFrom(body);
        _truth.SetCamera(Camera);
        _truth.Update();
        Observe();
    }

    private void DrawBody(BodyParameters body)
    {
        JointRanges ranges = JointRanges.Default;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            body.Rotations[j] = Rotation.Exp(new Vector3D(
                Within(ranges.Mean[j].X, ranges.Spread[j].X, ranges.Lower[j].X, ranges.Upper[j].X),
                Within(ranges.Mean[j].Y, ranges.Spread[j].Y, ranges.Lower[j].Y, ranges.Upper[j].Y),
                Within(ranges.Mean[j].Z, ranges.Spread[j].Z, ranges.Lower[j].Z, ranges.Upper[j].Z)));
        }

        double facing = 2 * Math.PI * _random.NextDouble();
        body.Rotations[0] = Rotation.Exp(_random.NormalVector(0.2)) * Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, facing, 0));
        double depth = 3 + (4 * _random.NextDouble());
        body.Translation = new Vector3D(0.15 * depth * _random.Normal(), 0.05 * depth * _random.Normal(), depth);
        for (int s = 0; s < body.Betas.Length; s++)
        {
            body.Betas[s] = _random.Normal();
        }
    }

    private double Within(double mean, double spread, double lower, double upper)
    {
        double value;
        do
        {
            value = mean + (spread * _random.Normal());
        }
        while (value < lower || value > upper);
        return value;
    }

    private void Observe()
    {
        Span<(double X, double Y)> pixels = new (double, double)[_set.Count];
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        for (int k = 0; k < _set.Count; k++)
        {
            pixels[k] = Camera.Project(_truth.Kinematics.Keypoints[k]);
            (left, right) = (Math.Min(left, pixels[k].X), Math.Max(right, pixels[k].X));
            (top, bottom) = (Math.Min(top, pixels[k].Y), Math.Max(bottom, pixels[k].Y));
        }

        Area = PersonArea.ShareOfBox * 1.2 * (right - left) * 1.2 * (bottom - top);
        for (int k = 0; k < _set.Count; k++)
        {
            double falloff = Oks.FalloffSquared(_set.Sigmas[k], Area);
            bool outlier = _random.NextDouble() < OutlierShare;

            // Expected OKS: mostly good, some keypoints hidden and vague; outliers know that they are bad.
            double confidence = outlier ? 0.02 + (0.08 * _random.NextDouble())
                : _random.NextDouble() < 0.25 ? 0.25 + (0.35 * _random.NextDouble()) : 0.75 + (0.22 * _random.NextDouble());
            double sigma = Math.Sqrt(KeypointVariance.FromConfidence(confidence, falloff));
            double x = pixels[k].X + (sigma * _random.Normal()), y = pixels[k].Y + (sigma * _random.Normal());
            float raw = (float)Math.Clamp(0.55 + (0.35 * confidence) + (0.08 * _random.Normal()), 0.05, 1);
            Calibrated[k] = new Keypoint((float)x, (float)y, (float)confidence, 1);
            Raw[k] = new Keypoint((float)x, (float)y, raw, 1);
        }
    }
}
