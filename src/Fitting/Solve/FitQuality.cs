namespace LivePose.Fitting;

/// <summary>How well a body explains what was seen.</summary>
/// <param name="Support">Share of the observed weight that the robust loss believes, in [0, 1]; 0 when nothing was seen.</param>
/// <param name="ReprojectionError">Root of the robustly weighted mean squared distance, px; 0 when nothing was seen.</param>
internal readonly record struct FitQuality(double Support, double ReprojectionError)
{
    /// <summary>Measures an updated state.</summary>
    public static FitQuality Of(BodyState state, ReadOnlySpan<Observation> observations)
    {
        double weights = 0, believed = 0, squares = 0;
        for (int k = 0; k < observations.Length; k++)
        {
            Observation seen = observations[k];
            if (seen.Weight > 0 && state.Kinematics.Rig.Attachments[k] is not null)
            {
                (double x, double y) = state.Camera.Project(state.Kinematics.Keypoints[k]);
                double s = ((x - seen.X) * (x - seen.X)) + ((y - seen.Y) * (y - seen.Y));
                double robust = ReprojectionTerm.RobustWeight(s, seen.ScaleSquared);
                weights += seen.Weight;
                believed += seen.Weight * robust;
                squares += seen.Weight * robust * s;
            }
        }

        return believed > 0 ? new FitQuality(believed / weights, Math.Sqrt(squares / believed)) : default;
    }
}
