using System.Globalization;
using LivePose.Fitting.Body;
using LivePose.Fitting.Metrics;

namespace LivePose.Fitting.Tests;

/// <summary>Makes the tables of docs/fitting-results.md; run with --filter-class '*FittingResults' --show-live-output on.</summary>
[Trait("Category", "Slow")]
public class FittingResults(ITestOutputHelper output)
{
    private const int PeoplePerSeed = 300;

    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private static readonly (string Name, bool Raw, KeypointWeighting Weighting)[] Weightings =
    [
        ("constant", false, KeypointWeighting.Constant), ("raw score", true, KeypointWeighting.Confidence),
        ("confidence", false, KeypointWeighting.Confidence), ("confidence²", false, KeypointWeighting.ConfidenceSquared),
        ("inverse variance", false, KeypointWeighting.InverseVariance),
    ];

    [Fact]
    public void SyntheticPeople()
    {
        output.WriteLine("| weights | PA-MPJPE mm | MPJPE mm | reprojection px | NEES mean | NEES median | rejected |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        Dictionary<string, double> pa = [], nees = [];
        foreach ((string name, bool raw, KeypointWeighting weighting) in Weightings)
        {
            SyntheticRow[] seeds = [.. Enumerable.Range(1, 3).Select(seed => RunSynthetic(seed, raw, weighting))];
            (pa[name], nees[name]) = (seeds.Average(s => s.PaMpjpe), seeds.Average(s => s.Nees));
            output.WriteLine(
                $"| {name} | {Spread(seeds, s => s.PaMpjpe)} | {Spread(seeds, s => s.Mpjpe)} | {Spread(seeds, s => s.Reprojection)} | " +
                $"{Spread(seeds, s => s.Nees)} | {Spread(seeds, s => s.MedianNees)} | {seeds.Sum(s => s.Rejected)} |");
        }

        Assert.True(pa["inverse variance"] < 0.85 * pa["constant"], "calibrated weights must beat constant ones by a clear margin");
        Assert.True(pa["confidence"] < pa["raw score"]);
        Assert.InRange(nees["inverse variance"], 0.7, 1.4);
    }

    [Fact]
    public void RealMotion()
    {
        ReferenceMotion motion = ReferenceMotion.Load();
        BodySkeleton builtIn = BuiltInBody.Model.ToSkeleton();
        output.WriteLine("| body, weights | fit | PA-MPJPE mm, mean (by view) | MPJPE mm | acceleration error mm/frame² |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        IEnumerable<(string, BodySkeleton, KeypointWeighting)> rows =
        [
            .. Weightings.Where(w => !w.Raw).Select(w => ("built-in, " + w.Name, builtIn, w.Weighting)),
            ("anthropometric, inverse variance", Skeleton, KeypointWeighting.InverseVariance),
        ];
        foreach ((string name, BodySkeleton skeleton, KeypointWeighting weighting) in rows)
        {
            FitOptions options = new() { Weighting = weighting };
            RealRow[] live = [.. Enumerable.Range(0, motion.ViewCount).Select(v => RunLive(motion, v, skeleton, options))];
            RealRow[] whole = [.. Enumerable.Range(0, motion.ViewCount).Select(v => RunWhole(motion, v, skeleton, options))];
            Write(name, "live", live);
            Write(name, "sequence", whole);
            Assert.True(whole.Average(r => r.PaMpjpe) < live.Average(r => r.PaMpjpe));
        }
    }

    private void Write(string name, string fit, RealRow[] rows) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {fit} | {rows.Average(r => r.PaMpjpe):F1} ({string.Join(", ", rows.Select(r => r.PaMpjpe.ToString("F0", CultureInfo.InvariantCulture)))}) | {rows.Average(r => r.Mpjpe):F1} | {rows.Average(r => r.Acceleration):F1} |"));

    private static string Spread(SyntheticRow[] rows, Func<SyntheticRow, double> value)
    {
        double[] values = [.. rows.Select(value)];
        return string.Create(CultureInfo.InvariantCulture, $"{values.Average():F2} ({values.Min():F2}–{values.Max():F2})");
    }

    private static SyntheticRow RunSynthetic(int seed, bool raw, KeypointWeighting weighting)
    {
        BodyFitter fitter = new(Skeleton, KeypointSets.Coco17, new FitOptions { Weighting = weighting });
        SyntheticScene scene = new(seed, Skeleton, KeypointSets.Coco17);
        BodyFit fit = new(Skeleton.ShapeCount);
        List<double> pa = [], mpjpe = [], reprojection = [], nees = [];
        for (int i = 0; i < PeoplePerSeed; i++)
        {
            scene.Next();
            fitter.Reset();
            if (fitter.Fit(raw ? scene.Raw : scene.Calibrated, scene.Area, scene.Camera, i, fit) == FitRejection.None)
            {
                pa.Add(1000 * JointErrors.PaMpjpe(fit.Joints, scene.Joints));
                mpjpe.Add(1000 * JointErrors.Mpjpe(fit.Joints, scene.Joints));
                reprojection.Add(scene.ReprojectionError(fit.Parameters));
                nees.Add(Enumerable.Range(0, BodyJoint.Count).Average(j => NormalisedError(fit, scene, j)));
            }
        }

        nees.Sort();
        return new SyntheticRow(
            pa.Average(), mpjpe.Average(), reprojection.Average(), nees.Average(), nees[nees.Count / 2], PeoplePerSeed - pa.Count);
    }

    /// <summary>Squared error over its covariance, per axis: 1 on average when the covariance is honest.</summary>
    private static double NormalisedError(BodyFit fit, SyntheticScene scene, int joint)
    {
        Vector3D error = fit.Joints[joint] - scene.Joints[joint];
        return Vector3D.Dot(error, fit.JointCovariances[joint].Inverse() * error) / 3;
    }

    private static RealRow RunLive(ReferenceMotion motion, int view, BodySkeleton skeleton, FitOptions options)
    {
        BodyFitter fitter = new(skeleton, ReferenceMotion.Set, options);
        List<BodyFit> fits = [];
        for (int f = 0; f < motion.FrameCount; f++)
        {
            BodyFit fit = new(skeleton.ShapeCount);
            Keypoint[] keypoints = motion.Keypoints[view][f];
            fitter.Fit(keypoints, ReferenceMotion.Area(keypoints), motion.Camera(view), f / ReferenceMotion.FramesPerSecond, fit);
            fits.Add(fit);
        }

        return Score(motion, view, skeleton, fits);
    }

    private static RealRow RunWhole(ReferenceMotion motion, int view, BodySkeleton skeleton, FitOptions options)
    {
        PoseSequence sequence = new(ReferenceMotion.Set, motion.Camera(view), ReferenceMotion.FramesPerSecond);
        for (int f = 0; f < motion.FrameCount; f++)
        {
            sequence.Add(motion.Keypoints[view][f], ReferenceMotion.Area(motion.Keypoints[view][f]));
        }

        return Score(motion, view, skeleton, new SequenceFitter(skeleton, new SequenceOptions { Frame = options }).Fit(sequence).Frames);
    }

    private static RealRow Score(ReferenceMotion motion, int view, BodySkeleton skeleton, IReadOnlyList<BodyFit> fits)
    {
        BodyKinematics body = new(skeleton, new KeypointRig(skeleton, ReferenceMotion.Set));
        double pa = 0, mpjpe = 0;
        List<Vector3D> found = [], true3D = [];
        for (int f = 0; f < motion.FrameCount; f++)
        {
            Assert.Equal(FitRejection.None, fits[f].Rejection);
            body.Update(fits[f].Parameters);
            Vector3D[] truth = motion.Truth(view, f), markers = [.. ReferenceMotion.Markers.Select(m => body.Keypoints[m])];
            pa += 1000 * JointErrors.PaMpjpe(markers, truth) / motion.FrameCount;
            mpjpe += 1000 * JointErrors.RootAligned(markers, truth, HipCentre(markers), HipCentre(truth)) / motion.FrameCount;
            found.AddRange(markers);
            true3D.AddRange(truth);
        }

        double acceleration = 1000 * MotionErrors.AccelerationError([.. found], [.. true3D], ReferenceMotion.Markers.Length);
        return new RealRow(pa, mpjpe, acceleration);
    }

    /// <summary>Middle of the right (0) and left (6) hip markers.</summary>
    private static Vector3D HipCentre(Vector3D[] markers) => 0.5 * (markers[0] + markers[6]);

    private sealed record SyntheticRow(double PaMpjpe, double Mpjpe, double Reprojection, double Nees, double MedianNees, int Rejected);

    private sealed record RealRow(double PaMpjpe, double Mpjpe, double Acceleration);
}
