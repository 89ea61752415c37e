using System.Globalization;
using System.Text;

namespace LivePose.Fitting.Export;

/// <summary>Writes joint positions as OpenSim's track row column file (<c>.trc</c>): +y up, metres; a frame without a body has empty cells.</summary>
/// <remarks>Layout: OpenSim documentation, "Marker (.trc) files".</remarks>
public static class TrcWriter
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, FittedMotion motion)
    {
        using StreamWriter file = new(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        int frames = motion.Frames.Count;
        string rate = motion.FramesPerSecond.ToString("0.######", CultureInfo.InvariantCulture);
        file.WriteLine($"PathFileType\t4\t(X/Y/Z)\t{Path.GetFileName(path)}");
        file.WriteLine("DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames");
        file.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rate}\t{rate}\t{frames}\t{BodyJoint.Count}\tm\t{rate}\t{motion.FirstFrame}\t{frames}"));
        file.WriteLine("Frame#\tTime\t" + string.Join("\t\t\t", BodyJoint.Names));
        file.WriteLine("\t\t" + string.Join("\t", Enumerable.Range(1, BodyJoint.Count).Select(j => $"X{j}\tY{j}\tZ{j}")));
        file.WriteLine();
        for (int t = 0; t < frames; t++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{motion.FirstFrame + t}\t{motion.Frames[t].Time:F6}"));
            foreach (Vector3D joint in motion.Frames[t].Joints)
            {
                Vector3D v = FittedMotion.ToYUp(joint);
                file.Write(motion.Frames[t].Rejection == FitRejection.None
                    ? string.Create(CultureInfo.InvariantCulture, $"\t{v.X:F6}\t{v.Y:F6}\t{v.Z:F6}")
                    : "\t\t\t");
            }

            file.WriteLine();
        }
    }
}
