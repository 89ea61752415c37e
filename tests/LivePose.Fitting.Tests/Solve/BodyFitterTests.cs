using LivePose.Fitting.Metrics;
using LivePose.Testing;

namespace LivePose.Fitting.Tests;

public class BodyFitterTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private static readonly PinholeCamera Camera = new(1200, 1200, 640, 480);

    private readonly BodyFit _fit = new(Skeleton.ShapeCount);

    [Fact]
    public void ExactKeypointsAreReached()
    {
        BodyFitter fitter = NewFitter(new FitOptions { LearnNoise = false });
        SyntheticScene scene = new(1, Skeleton, KeypointSets.Coco17);
        for (int i = 0; i < 20; i++)
        {
            scene.Next();
            fitter.Reset();
            Assert.Equal(FitRejection.None, fitter.Fit(Exact(scene.Parameters), scene.Area, Camera, i, _fit));
            Assert.True(_fit.ReprojectionError < 6, $"person {i}: {_fit.ReprojectionError:F1} px");
            Assert.True(_fit.Support > 0.95);
        }
    }

    [Fact]
    public void FromTheTruthItStaysAtTheTruth()
    {
        BodyFitter fitter = NewFitter(new FitOptions { StartSigma = 0.02 });
        SyntheticScene scene = new(2, Skeleton, KeypointSets.Coco17);
        scene.Next();
        fitter.StartFrom(scene.Parameters);
        Assert.Equal(FitRejection.None, fitter.Fit(Exact(scene.Parameters), scene.Area, Camera, 0, _fit));
        Assert.True(JointErrors.PaMpjpe(_fit.Joints, scene.Joints) < 0.02);
        Assert.False(_fit.ColdStarted);
    }

    [Fact]
    public void FollowsMotionWithoutStartingAgain()
    {
        BodyFitter fitter = NewFitter(new FitOptions());
        BodyParameters body = new(Skeleton.ShapeCount);
        for (int t = 0; t < 60; t++)
        {
            Walk(body, t / 30.0);
            Assert.Equal(FitRejection.None, fitter.Fit(Exact(body), 60_000, Camera, t / 30.0, _fit));
            Assert.Equal(t == 0, _fit.ColdStarted);
        }

        BodyKinematics truth = new(Skeleton, fitter.Rig);
        truth.Update(body);
        Assert.True(JointErrors.PaMpjpe(_fit.Joints, truth.Joints) < 0.06, $"{JointErrors.PaMpjpe(_fit.Joints, truth.Joints)}");
    }

    [Fact]
    public void AfterALongGapItStartsAgain()
    {
        BodyFitter fitter = NewFitter(new FitOptions { LongestGap = 0.5 });
        BodyParameters body = new(Skeleton.ShapeCount);
        Walk(body, 0);
        fitter.Fit(Exact(body), 60_000, Camera, 0, _fit);
        fitter.Fit(Exact(body), 60_000, Camera, 0.4, _fit);
        Assert.False(_fit.ColdStarted);
        fitter.Fit(Exact(body), 60_000, Camera, 1.0, _fit);
        Assert.True(_fit.ColdStarted);
    }

    [Fact]
    public void TheShapeConvergesOverTheClip()
    {
        BodyFitter fitter = NewFitter(new FitOptions());
        BodyParameters body = new(Skeleton.ShapeCount);
        body.Betas[4] = 2;
        List<double> found = [];
        for (int t = 0; t < 90; t++)
        {
            Walk(body, t / 30.0);
            fitter.Fit(Exact(body), 60_000, Camera, t / 30.0, _fit);
            found.Add(_fit.Parameters.Betas[4]);
        }

        Assert.InRange(found[^1], 0.7, 2.6);
        Assert.True(found[^30..].Max() - found[^30..].Min() < 0.3);
    }

    [Fact]
    public void RefinesTheFocalLengthWhenAsked()
    {
        SyntheticScene scene = new(3, Skeleton, KeypointSets.Coco17);
        scene.Next();
        PinholeCamera wrong = Camera.Zoomed(1.2);
        NewFitter(new FitOptions()).Fit(scene.Calibrated, scene.Area, wrong, 0, _fit);
        Assert.Equal(wrong, _fit.Camera);
        NewFitter(new FitOptions { RefineFocal = true }).Fit(scene.Calibrated, scene.Area, wrong, 0, _fit);
        Assert.NotEqual(wrong.FocalX, _fit.Camera.FocalX, 1e-6);
        Assert.Equal(wrong.FocalY / wrong.FocalX, _fit.Camera.FocalY / _fit.Camera.FocalX, 1e-12);
    }

    [Fact]
    public void AnOutlierOfLowConfidenceHardlyMatters()
    {
        BodyFitter fitter = NewFitter(new FitOptions());
        SyntheticScene scene = new(4, Skeleton, KeypointSets.Coco17);
        scene.Next();
        Keypoint[] keypoints = Exact(scene.Parameters);
        fitter.Fit(keypoints, scene.Area, Camera, 0, _fit);
        Vector3D[] clean = [.. _fit.Joints];
        keypoints[9] = new Keypoint(keypoints[9].X + 400, keypoints[9].Y - 300, 0.05f, 1);
        fitter.Reset();
        fitter.Fit(keypoints, scene.Area, Camera, 0, _fit);
        Assert.True((clean[BodyJoint.RightAnkle] - _fit.Joints[BodyJoint.RightAnkle]).Length < 0.05);
        Assert.True((clean[BodyJoint.RightWrist] - _fit.Joints[BodyJoint.RightWrist]).Length < 0.05);
    }

    [Fact]
    public void CovariancesArePositiveDefiniteAndGrowWithTheNoise()
    {
        SyntheticScene scene = new(5, Skeleton, KeypointSets.Coco17);
        scene.Next();
        Keypoint[] keypoints = Exact(scene.Parameters);
        NewFitter(new FitOptions()).Fit(keypoints, scene.Area, Camera, 0, _fit);
        Matrix3[] sure = [.. _fit.JointCovariances];
        Keypoint[] vague = [.. keypoints.Select(k => k with { Confidence = 0.4f })];
        NewFitter(new FitOptions()).Fit(vague, scene.Area, Camera, 0, _fit);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Matrix3 c = sure[j];
            Assert.True(c.M11 > 0 && (c.M11 * c.M22) - (c.M12 * c.M21) > 0 && c.Determinant > 0, BodyJoint.Names[j]);
            Assert.True(_fit.JointCovariances[j].M11 > c.M11, BodyJoint.Names[j]);
            Assert.True(c.M33 > c.M11, $"{BodyJoint.Names[j]}: depth must be less certain than the image plane");
        }
    }

    [Fact]
    public void AllocatesNothingInSteadyState()
    {
        BodyFitter fitter = NewFitter(new FitOptions());
        BodyParameters body = new(Skeleton.ShapeCount);
        Keypoint[][] frames = [.. Enumerable.Range(0, 40).Select(t =>
        {
            Walk(body, t / 30.0);
            return Exact(body);
        })];
        int t = 0;
        Allocation.AssertSteady(() => fitter.Fit(frames[t % frames.Length], 60_000, Camera, t++ / 30.0, _fit));
        Allocation.AssertSteady(() =>
        {
            fitter.Reset();
            fitter.Fit(frames[0], 60_000, Camera, t++ / 30.0, _fit);
        });
    }

    [Fact]
    public void TheSameInputGivesTheSameFit()
    {
        SyntheticScene scene = new(6, Skeleton, KeypointSets.Coco17);
        scene.Next();
        BodyFit other = new(Skeleton.ShapeCount);
        NewFitter(new FitOptions()).Fit(scene.Calibrated, scene.Area, Camera, 0, _fit);
        NewFitter(new FitOptions()).Fit(scene.Calibrated, scene.Area, Camera, 0, other);
        Assert.Equal(_fit.Joints, other.Joints);
        Assert.Equal(_fit.JointCovariances, other.JointCovariances);
    }

    private static BodyFitter NewFitter(FitOptions options) => new(Skeleton, KeypointSets.Coco17, options);

    /// <summary>A person who steps from one foot to the other and swings the arms, 4 m away.</summary>
    private static void Walk(BodyParameters body, double time)
    {
        double swing = Math.Sin(2 * Math.PI * time);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            body.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        body.Rotations[BodyJoint.Pelvis] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, 0.5, 0));
        body.Rotations[BodyJoint.LeftHip] *= Rotation.Exp(new Vector3D(-0.4 * swing, 0, 0));
        body.Rotations[BodyJoint.RightHip] *= Rotation.Exp(new Vector3D(0.4 * swing, 0, 0));
        body.Rotations[BodyJoint.LeftElbow] *= Rotation.Exp(new Vector3D(0, -0.3 * swing, 0));
        body.Translation = new Vector3D(0.2 * time, 0, 4);
    }

    private static Keypoint[] Exact(BodyParameters body)
    {
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        kinematics.Update(body);
        return [.. kinematics.Keypoints.Select(p =>
        {
            (double x, double y) = Camera.Project(p);
            return new Keypoint((float)x, (float)y, 0.95f, 1);
        })];
    }
}
