using LivePose.Fitting;
using LivePose.Fitting.Metrics;
using LivePose.Pose.Evaluate;
using LivePose.Synth.Annotations;

namespace LivePose.App.Bodies;

/// <summary>Fits every pose of known people from a cold start, through the true camera, and measures the error of the joints.</summary>
/// <param name="skeleton">The body that is fitted.</param>
/// <param name="truth">Annotations; a person counts from <see cref="FewestLabelled"/> labelled keypoints.</param>
/// <param name="bodies">True joints and camera by annotation id; whoever is not in it does not count.</param>
internal sealed class FitAccuracy(BodySkeleton skeleton, GroundTruth truth, IReadOnlyDictionary<long, TruePerson> bodies)
{
    private const int FewestLabelled = 8;

    /// <summary>Fits and measures, on all cores; the result does not depend on their number.</summary>
    /// <param name="poses">Poses that name their annotations. Without visibilities every keypoint counts as in view.</param>
    /// <param name="weighting">How confidence becomes weight.</param>
    public FitErrors Measure(PoseResults poses, KeypointWeighting weighting)
    {
        FitOptions options = new() { Weighting = weighting, Covariance = false };
        FitErrors errors = new(new double[poses.Count], new double[poses.Count]);
        Parallel.For(0, poses.Count, () => (new BodyFitter(skeleton, truth.Keypoints, options), new BodyFit(skeleton.ShapeCount)), (n, _, own) =>
        {
            (errors.Aligned[n], errors.Plain[n]) = FitOne(n, poses, own.Item1, own.Item2);
            return own;
        }, _ => { });
        return errors;
    }

    private (double Aligned, double Plain) FitOne(int n, PoseResults poses, BodyFitter fitter, BodyFit fit)
    {
        AnnotatedPerson person = truth.People[truth.IndexOfPerson(poses.AnnotationIds![n])];
        if (person.CountLabelled(0, truth.Keypoints.Count) < FewestLabelled || !bodies.TryGetValue(person.Id, out TruePerson? real))
        {
            return (double.NaN, double.NaN);
        }

        ReadOnlySpan<double> positions = poses.PositionsOf(n), confidences = poses.ConfidencesOf(n);
        Keypoint[] keypoints = new Keypoint[confidences.Length];
        for (int k = 0; k < keypoints.Length; k++)
        {
            double visibility = poses.Visibilities?[(n * keypoints.Length) + k] ?? 1;
            keypoints[k] = new Keypoint((float)positions[2 * k], (float)positions[(2 * k) + 1], (float)confidences[k], (float)visibility);
        }

        fitter.Reset();
        FitRejection rejection = fitter.Fit(keypoints, PersonArea.FromBox(person.Box.ToBox()), real.Camera, 0, fit);
        return rejection == FitRejection.None
            ? (JointErrors.PaMpjpe(fit.Joints, real.Joints), JointErrors.Mpjpe(fit.Joints, real.Joints))
            : (double.PositiveInfinity, double.PositiveInfinity);
    }
}
