using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Export;

/// <summary>Writes body parameters as an <c>.npz</c> with AMASS's field names.</summary>
/// <remarks>
/// N. Mahmood et al., "AMASS", ICCV 2019. <c>poses</c> [N, 72] (24 rotation vectors, radians), <c>trans</c> [N, 3] (metres),
/// <c>betas</c> [S], <c>mocap_framerate</c>, <c>gender</c>. Only frames with a body are written; <c>frames</c> [N] says which.
/// AMASS stands on a z-up floor; a camera knows none, so these poses are in the camera frame (+x right, +y down, +z forward).
/// </remarks>
public static class AmassWriter
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, FittedMotion motion)
    {
        int[] kept = [.. Enumerable.Range(0, motion.Frames.Count).Where(t => motion.Frames[t].Rejection == FitRejection.None)];
        double[] poses = new double[kept.Length * 72], translations = new double[kept.Length * 3];
        for (int i = 0; i < kept.Length; i++)
        {
            BodyParameters p = motion.Frames[kept[i]].Parameters;
            p.GetPose(poses.AsSpan(72 * i, 72));
            (translations[3 * i], translations[(3 * i) + 1], translations[(3 * i) + 2]) = (p.Translation.X, p.Translation.Y, p.Translation.Z);
        }

        using NpzWriter file = NpzWriter.Create(path);
        file.Write("poses", NdArray.Create(poses, kept.Length, 72));
        file.Write("trans", NdArray.Create(translations, kept.Length, 3));
        file.Write("betas", NdArray.Create(motion.Betas, motion.Betas.Length));
        file.Write("mocap_framerate", NdArray.Create([motion.FramesPerSecond]));
        file.Write("gender", NdArray.FromText("neutral"));
        file.Write("frames", NdArray.Create([.. kept.Select(t => motion.FirstFrame + t)], kept.Length));
    }
}
