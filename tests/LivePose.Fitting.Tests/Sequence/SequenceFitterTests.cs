using LivePose.Fitting.Metrics;

namespace LivePose.Fitting.Tests;

public class SequenceFitterTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private static readonly PinholeCamera Camera = new(1200, 1200, 640, 480);

    private static readonly SequenceOptions Quick = new() { Iterations = 6 };

    [Fact]
    public void AllFramesTogetherBeatOneByOne()
    {
        const int Count = 60;
        (PoseSequence sequence, Vector3D[][] truth) = Clip(1, Count);
        SequenceFit fit = new SequenceFitter(Skeleton, Quick).Fit(sequence);
        BodyFitter live = new(Skeleton, sequence.Set, new FitOptions());
        BodyFit one = new(Skeleton.ShapeCount);
        double together = 0, alone = 0;
        for (int t = 0; t < Count; t++)
        {
            live.Fit(sequence.Keypoints(t), sequence.Area(t), Camera, t / 30.0, one);
            alone += JointErrors.PaMpjpe(one.Joints, truth[t]) / Count;
            together += JointErrors.PaMpjpe(fit.Frames[t].Joints, truth[t]) / Count;
        }

        Assert.True(together < alone, $"together {1000 * together:F1} mm, one by one {1000 * alone:F1} mm");
    }

    [Fact]
    public void EveryFrameHasTheSameShape()
    {
        (PoseSequence sequence, _) = Clip(2, 25);
        SequenceFit fit = new SequenceFitter(Skeleton, Quick with { Window = 14, LookAhead = 4 }).Fit(sequence);
        Assert.All(fit.Frames, frame => Assert.Equal(fit.Betas, frame.Parameters.Betas));
    }

    [Fact]
    public void WindowsAgreeWithOneSolution()
    {
        (PoseSequence sequence, _) = Clip(3, 50);
        SequenceFit whole = new SequenceFitter(Skeleton, Quick with { Iterations = 20 }).Fit(sequence);
        SequenceFit windows = new SequenceFitter(Skeleton, Quick with { Iterations = 20, Window = 30, LookAhead = 10 }).Fit(sequence);
        double worst = Enumerable.Range(0, 50).Max(t => JointErrors.PaMpjpe(windows.Frames[t].Joints, whole.Frames[t].Joints));
        Assert.True(worst < 0.02, $"{1000 * worst:F1} mm");
    }

    [Fact]
    public void TheCovarianceIsHonest()
    {
        const int Count = 40;
        double sum = 0;
        for (int seed = 10; seed < 14; seed++)
        {
            (PoseSequence sequence, Vector3D[][] truth) = Clip(seed, Count);
            SequenceFit fit = new SequenceFitter(Skeleton, Quick).Fit(sequence);
            for (int t = 0; t < Count; t++)
            {
                for (int j = 0; j < BodyJoint.Count; j++)
                {
                    Vector3D error = fit.Frames[t].Joints[j] - truth[t][j];
                    sum += Vector3D.Dot(error, fit.Frames[t].JointCovariances[j].Inverse() * error) / (3 * BodyJoint.Count * Count * 4);
                }
            }
        }

        Assert.InRange(sum, 0.4, 2.5);
    }

    [Fact]
    public void TheCovarianceOfWindowsIsThatOfTheWhole()
    {
        (PoseSequence sequence, _) = Clip(3, 60);
        SequenceFit whole = new SequenceFitter(Skeleton, Quick with { Iterations = 20 }).Fit(sequence);
        SequenceFit windows = new SequenceFitter(Skeleton, Quick with { Iterations = 20, Window = 44, LookAhead = 14 }).Fit(sequence);
        for (int t = 0; t < 60; t += 5)
        {
            Assert.InRange(Deviation(windows, t) / Deviation(whole, t), 0.75, 1.33);
        }
    }

    [Fact]
    public void AGapIsLessCertainThanWhatIsSeen()
    {
        (PoseSequence sequence, _) = Clip(4, 40, gapFrom: 18, gapTo: 24);
        SequenceFit fit = new SequenceFitter(Skeleton, Quick).Fit(sequence);
        double Across(int t) => fit.Frames[t].JointCovariances[BodyJoint.RightElbow].M11; // depth is uncertain everywhere
        Assert.True(Across(21) > 1.2 * Across(10), $"{Across(21)} {Across(10)}");
    }

    /// <summary>Root of the mean variance of all joints, metres.</summary>
    private static double Deviation(SequenceFit fit, int t) =>
        Math.Sqrt(fit.Frames[t].JointCovariances.Average(c => (c.M11 + c.M22 + c.M33) / 3));

    [Fact]
    public void AGapIsBridged()
    {
        (PoseSequence sequence, Vector3D[][] truth) = Clip(4, 40, gapFrom: 18, gapTo: 24);
        SequenceFit fit = new SequenceFitter(Skeleton, Quick).Fit(sequence);
        double seen = JointErrors.PaMpjpe(fit.Frames[17].Joints, truth[17]);
        for (int t = 18; t < 24; t++)
        {
            Assert.Equal(FitRejection.None, fit.Frames[t].Rejection);
            Assert.Equal(0, fit.Frames[t].Support);
            Assert.True(JointErrors.PaMpjpe(fit.Frames[t].Joints, truth[t]) < seen + 0.04);
        }
    }

    [Fact]
    public void ALongGapIsNotBridged()
    {
        (PoseSequence sequence, _) = Clip(5, 30, gapFrom: 10, gapTo: 20);
        SequenceFit fit = new SequenceFitter(Skeleton, Quick with { LongestGap = 0.2 }).Fit(sequence);
        Assert.Equal(
            [.. Enumerable.Range(0, 30).Select(t => t is < 10 or >= 20)], fit.Frames.Select(f => f.Rejection == FitRejection.None));
    }

    [Fact]
    public void ASingleFrameIsAClipToo()
    {
        (PoseSequence sequence, _) = Clip(6, 1);
        Assert.Equal(FitRejection.None, new SequenceFitter(Skeleton, Quick).Fit(sequence).Frames[0].Rejection);
    }

    [Fact]
    public void RefusesAClipWithNobodyInIt()
    {
        PoseSequence sequence = new(KeypointSets.Coco17, Camera, 30);
        Assert.Throws<ArgumentException>(() => new SequenceFitter(Skeleton, Quick).Fit(sequence));
        sequence.AddGap();
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => new SequenceFitter(Skeleton, Quick).Fit(sequence));
        Assert.Contains("could not be fitted to any of 1 frames", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAWindowThatIsAllLookAhead() =>
        Assert.Throws<ArgumentException>(() => new SequenceFitter(Skeleton, new SequenceOptions { Window = 20, LookAhead = 10 }));

    /// <summary>A person who sways and lifts the arms, with noisy keypoints.</summary>
    private static (PoseSequence Sequence, Vector3D[][] Truth) Clip(int seed, int count, int gapFrom = -1, int gapTo = -1)
    {
        SyntheticScene scene = new(seed, Skeleton, KeypointSets.Coco17);
        PoseSequence sequence = new(KeypointSets.Coco17, Camera, 30);
        Vector3D[][] truth = new Vector3D[count][];
        for (int t = 0; t < count; t++)
        {
            scene.Show(Swaying(t / 30.0));
            truth[t] = [.. scene.Joints];
            if (t >= gapFrom && t < gapTo)
            {
                sequence.AddGap();
            }
            else
            {
                sequence.Add(scene.Calibrated, scene.Area);
            }
        }

        return (sequence, truth);
    }

    private static BodyParameters Swaying(double time)
    {
        BodyParameters body = new(Skeleton.ShapeCount);
        body.Betas[0] = 1;
        body.Betas[3] = -1;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            body.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        double sway = Math.Sin(3 * time);
        body.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, 0.4 + (0.3 * sway), 0));
        body.Rotations[BodyJoint.LeftShoulder] *= Rotation.Exp(new Vector3D(0, 0, 0.6 * (1 + sway)));
        body.Rotations[BodyJoint.RightElbow] *= Rotation.Exp(new Vector3D(0, 0.5 * sway, 0));
        body.Rotations[BodyJoint.LeftHip] *= Rotation.Exp(new Vector3D(-0.5 * sway, 0, 0));
        body.Translation = new Vector3D(0.1 * sway, 0, 4);
        return body;
    }
}
