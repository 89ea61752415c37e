namespace LivePose.Fitting;

/// <summary>Which feet stand in a clip, from the keypoints before and after each frame.</summary>
internal static class StandingFeet
{
    private const double HalfSpan = 0.05, StandingSpeed = 0.25;

    /// <summary>Probability that each foot stands in a frame and the one before.</summary>
    /// <param name="observations">Shape [T][K].</param>
    /// <param name="feet">Indices of the foot keypoints, shape [F].</param>
    /// <param name="metresPerPixel">Depth over focal length by frame, shape [T].</param>
    /// <param name="framesPerSecond">Rate.</param>
    /// <returns>Shape [T][F].</returns>
    public static double[][] Find(Observation[][] observations, int[] feet, double[] metresPerPixel, double framesPerSecond)
    {
        int half = Math.Max(1, (int)Math.Round(HalfSpan * framesPerSecond));
        double[][] standing = [.. observations.Select(_ => new double[feet.Length])];
        for (int f = 0; f < feet.Length; f++)
        {
            for (int t = 1; t < observations.Length; t++)
            {
                double ratio = Speed(observations, feet[f], t, half) * framesPerSecond * metresPerPixel[t] / StandingSpeed;
                standing[t][f] = 1 / (1 + Math.Pow(ratio, 4));
            }
        }

        return standing;
    }

    /// <summary>Slope of a straight line through the keypoint's track around a frame, px per frame; infinite where too little was seen.</summary>
    private static double Speed(Observation[][] observations, int keypoint, int t, int half)
    {
        double weights = 0, time = 0, x = 0, y = 0;
        for (int i = Math.Max(0, t - half); i <= Math.Min(observations.Length - 1, t + half); i++)
        {
            Observation seen = observations[i][keypoint];
            weights += seen.Weight;
            time += seen.Weight * i;
            x += seen.Weight * seen.X;
            y += seen.Weight * seen.Y;
        }

        (time, x, y) = (time / weights, x / weights, y / weights);
        double spread = 0, slopeX = 0, slopeY = 0;
        for (int i = Math.Max(0, t - half); i <= Math.Min(observations.Length - 1, t + half); i++)
        {
            Observation seen = observations[i][keypoint];
            spread += seen.Weight * (i - time) * (i - time);
            slopeX += seen.Weight * (i - time) * (seen.X - x);
            slopeY += seen.Weight * (i - time) * (seen.Y - y);
        }

        return spread > 0 ? Math.Sqrt((slopeX * slopeX) + (slopeY * slopeY)) / spread : double.PositiveInfinity;
    }
}
