namespace LivePose.Fitting.Tests;

public class FitRejectionTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private static readonly PinholeCamera Camera = new(1200, 1200, 640, 480);

    private readonly BodyFitter _fitter = new(Skeleton, KeypointSets.Coco17, new FitOptions());

    private readonly BodyFit _fit = new(Skeleton.ShapeCount);

    [Fact]
    public void FewerThanFourKeypoints()
    {
        Keypoint[] keypoints = new Keypoint[17];
        for (int k = 5; k < 8; k++)
        {
            keypoints[k] = new Keypoint(100 * k, 300, 0.9f, 1);
        }

        Expect(FitRejection.TooFewKeypoints, keypoints);
    }

    [Fact]
    public void AllWeightsZero() => Expect(FitRejection.AllWeightsZero, [.. Person().Select(k => k with { Confidence = 0 })]);

    [Theory]
    [InlineData(float.NaN, 0, 0.5f)]
    [InlineData(0, float.PositiveInfinity, 0.5f)]
    [InlineData(0, 0, float.NaN)]
    public void KeypointsThatAreNotNumbers(float x, float y, float confidence)
    {
        Keypoint[] keypoints = Person();
        keypoints[11] = new Keypoint(x, y, confidence, 1);
        Expect(FitRejection.NotFinite, keypoints);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    public void AnAreaThatIsNone(double area) => Assert.Equal(FitRejection.NotFinite, _fitter.Fit(Person(), area, Camera, 0, _fit));

    [Fact]
    public void ACameraThatIsNone() =>
        Assert.Equal(FitRejection.NotFinite, _fitter.Fit(Person(), 60_000, new PinholeCamera(0, 1200, 640, 480), 0, _fit));

    [Fact]
    public void AbsentKeypointsMayBeAnything()
    {
        Keypoint[] keypoints = Person();
        keypoints[3] = new Keypoint(float.NaN, float.NaN, 0, 0);
        Assert.Equal(FitRejection.None, _fitter.Fit(keypoints, 60_000, Camera, 0, _fit));
    }

    [Fact]
    public void PointsThatNoBodyExplains()
    {
        // Twenty person-sizes apart, at full confidence and in no order.
        Random random = new(1);
        Keypoint[] keypoints = [.. Enumerable.Range(0, 17).Select(_ =>
            new Keypoint(4000 * random.NextSingle(), 4000 * random.NextSingle(), 0.95f, 1))];
        Assert.Equal(FitRejection.Diverged, _fitter.Fit(keypoints, 20_000, Camera, 0, _fit));
    }

    [Fact]
    public void ARejectedFrameLeavesTheLastFitAlone()
    {
        Assert.Equal(FitRejection.None, _fitter.Fit(Person(), 60_000, Camera, 0, _fit));
        Vector3D[] joints = [.. _fit.Joints];
        _fitter.Fit(new Keypoint[17], 60_000, Camera, 0.1, _fit);
        Assert.Equal(joints, _fit.Joints);
        Assert.Equal(0.1, _fit.Time);
    }

    [Fact]
    public void OneFrameThatNoBodyExplainsDoesNotEndTheTrack()
    {
        Keypoint[] person = Person();
        _fitter.Fit(person, 60_000, Camera, 0, _fit);
        Random random = new(1);
        Keypoint[] nonsense = [.. person.Select(k => k with { X = 4000 * random.NextSingle(), Y = 4000 * random.NextSingle(), Confidence = 0.95f })];
        Assert.Equal(FitRejection.Diverged, _fitter.Fit(nonsense, 20_000, Camera, 0.033, _fit));
        Assert.Equal(FitRejection.None, _fitter.Fit(person, 60_000, Camera, 0.067, _fit));
        Assert.False(_fit.ColdStarted);
    }

    [Fact]
    public void TheWrongNumberOfKeypointsIsAnError() =>
        Assert.Contains("16 keypoints", Assert.Throws<ArgumentException>(() => _fitter.Fit(new Keypoint[16], 1, Camera, 0, _fit)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnythingAtAllIsAnswered()
    {
        // Random keypoints, sizes and cameras: whatever comes, a verdict and no NaN in a good fit.
        Random random = new(2);
        for (int i = 0; i < 150; i++)
        {
            double size = Math.Pow(10, 4 * random.NextDouble());
            Keypoint[] keypoints = [.. Enumerable.Range(0, 17).Select(_ => new Keypoint(
                (float)(size * random.Normal()), (float)(size * random.Normal()), random.Next(3) == 0 ? 0 : random.NextSingle(), 1))];
            PinholeCamera camera = new(Math.Pow(10, 4 * random.NextDouble()), 1000, 0, 0);
            FitRejection rejection = _fitter.Fit(keypoints, 1 + (size * size * random.NextDouble()), camera, i / 30.0, _fit);
            Assert.False(string.IsNullOrEmpty(rejection.Describe()));
            Assert.True(rejection != FitRejection.None || _fit.Joints.All(j => j.IsFinite));
        }
    }

    private void Expect(FitRejection expected, Keypoint[] keypoints)
    {
        Assert.Equal(expected, _fitter.Fit(keypoints, 60_000, Camera, 0, _fit));
        Assert.Equal(expected, _fit.Rejection);
        Assert.EndsWith(".", expected.Describe(), StringComparison.Ordinal);
    }

    private static Keypoint[] Person()
    {
        SyntheticScene scene = new(1, Skeleton, KeypointSets.Coco17) { OutlierShare = 0 };
        scene.Next();
        return scene.Calibrated;
    }
}
