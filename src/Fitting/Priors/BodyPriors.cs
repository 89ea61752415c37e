namespace LivePose.Fitting;

/// <summary>The priors on a single pose that every fit uses.</summary>
internal static class BodyPriors
{
    /// <summary>Pose, joint limits, hinges and upright trunk, as the options ask.</summary>
    public static IEnergyTerm[] Create(FitOptions options)
    {
        IEnergyTerm pose = options.PosePrior is { } mixture
            ? new GaussianMixtureTerm(mixture, 1)
            : new PoseGaussianTerm(JointRanges.Default, 1);
        return [pose, new JointLimitTerm(JointRanges.Default, options.LimitSigma), new HingeTerm(options.HingeSigma), .. Place(options)];
    }

    /// <summary>The priors that act on the trunk's place alone.</summary>
    public static IEnergyTerm[] Place(FitOptions options) =>
        options.UprightSigma > 0 ? [new UprightTerm(options.UprightSigma)] : [];
}
