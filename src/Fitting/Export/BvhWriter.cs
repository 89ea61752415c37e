using System.Globalization;
using System.Text;

namespace LivePose.Fitting.Export;

/// <summary>Writes a motion as Biovision hierarchy (<c>.bvh</c>): +y up, metres, rotations Z X Y in degrees.</summary>
/// <remarks>M. Meredith, S. Maddock, "Motion capture file formats explained", University of Sheffield, 2001. A frame without a body repeats the one before.</remarks>
public static class BvhWriter
{
    /// <summary>Length of the bone drawn beyond a last joint, metres.</summary>
    private const double EndBone = 0.05;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, FittedMotion motion)
    {
        using StreamWriter file = new(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        Vector3D[] rest = motion.RestJoints();
        int[] order = new int[BodyJoint.Count];
        int count = 0;
        file.WriteLine("HIERARCHY");
        WriteJoint(file, motion.Skeleton.Parents, rest, 0, 0, order, ref count);
        file.WriteLine("MOTION");
        file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Frames: {motion.Frames.Count}"));
        file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Frame Time: {1 / motion.FramesPerSecond:F6}"));
        string line = Line(new BodyParameters(motion.Skeleton.ShapeCount), rest[0], order);
        foreach (BodyFit fit in motion.Frames)
        {
            line = fit.Rejection == FitRejection.None ? Line(fit.Parameters, rest[0], order) : line;
            file.WriteLine(line);
        }
    }

    /// <summary>R = Rz(z) Rx(x) Ry(y), degrees.</summary>
    internal static (double Z, double X, double Y) ToEuler(in Matrix3 r)
    {
        const double Degree = 180 / Math.PI;
        double x = Math.Asin(Math.Clamp(r.M32, -1, 1));
        return Math.Abs(r.M32) < 1 - 1e-10
            ? (Degree * Math.Atan2(-r.M12, r.M22), Degree * x, Degree * Math.Atan2(-r.M31, r.M33))
            : (Degree * Math.Atan2(r.M21, r.M11), Degree * x, 0);
    }

    private static void WriteJoint(
        StreamWriter file, int[] parents, Vector3D[] rest, int joint, int depth, int[] order, ref int count)
    {
        order[count++] = joint;
        string indent = new('\t', depth);
        Vector3D offset = joint == 0 ? default : rest[joint] - rest[parents[joint]];
        file.WriteLine($"{indent}{(joint == 0 ? "ROOT" : "JOINT")} {BodyJoint.Names[joint]}");
        file.WriteLine($"{indent}{{");
        file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indent}\tOFFSET {offset.X:F6} {offset.Y:F6} {offset.Z:F6}"));
        file.WriteLine(joint == 0
            ? $"{indent}\tCHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation"
            : $"{indent}\tCHANNELS 3 Zrotation Xrotation Yrotation");
        int[] children = [.. Enumerable.Range(0, parents.Length).Where(j => parents[j] == joint)];
        foreach (int child in children)
        {
            WriteJoint(file, parents, rest, child, depth + 1, order, ref count);
        }

        if (children.Length == 0)
        {
            Vector3D end = (EndBone / Math.Max(offset.Length, 1e-6)) * offset;
            file.WriteLine($"{indent}\tEnd Site");
            file.WriteLine($"{indent}\t{{");
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indent}\t\tOFFSET {end.X:F6} {end.Y:F6} {end.Z:F6}"));
            file.WriteLine($"{indent}\t}}");
        }

        file.WriteLine($"{indent}}}");
    }

    private static string Line(BodyParameters p, Vector3D rootRest, int[] order)
    {
        Vector3D root = FittedMotion.ToYUp(rootRest + p.Translation);
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"{root.X:F6} {root.Y:F6} {root.Z:F6}");
        foreach (int joint in order)
        {
            (double z, double x, double y) = ToEuler(joint == 0 ? FittedMotion.ToYUp(p.Rotations[0]) : p.Rotations[joint]);
            line.Append(CultureInfo.InvariantCulture, $" {z:F4} {x:F4} {y:F4}");
        }

        return line.ToString();
    }
}
