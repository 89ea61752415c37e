namespace LivePose.Fitting;

/// <summary>Words for <see cref="FitRejection"/>.</summary>
public static class FitRejections
{
    /// <summary>One sentence for a person to read.</summary>
    public static string Describe(this FitRejection rejection) => rejection switch
    {
        FitRejection.None => "The body was fitted.",
        FitRejection.TooFewKeypoints => $"Fewer than {BodyFitter.FewestKeypoints} keypoints were seen; the body needs more to be found.",
        FitRejection.AllWeightsZero => "Every keypoint has confidence zero; there is nothing to fit to.",
        FitRejection.NotFinite => "A keypoint, the person's area or the camera is not a finite positive number; check what made the poses.",
        FitRejection.BehindCamera => "The body would be behind the camera; check the focal length and the keypoints.",
        FitRejection.Diverged => "No body explains the keypoints; they are perhaps of two people, or of something else.",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, "There is no such rejection."),
    };
}
