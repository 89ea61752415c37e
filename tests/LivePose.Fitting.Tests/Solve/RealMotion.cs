using LivePose.Fitting.Metrics;
using System.Diagnostics;
using System.Globalization;

namespace LivePose.Fitting.Tests;

public class RealMotion(ITestOutputHelper output)
{
    private static double Env(string name, double value) =>
        Environment.GetEnvironmentVariable(name) is { } v ? double.Parse(v, CultureInfo.InvariantCulture) : value;

    [Fact]
    [Trait("Category", "Slow")]
    public void Live()
    {
        ReferenceMotion motion = ReferenceMotion.Load();
        BodySkeleton skeleton = AnthropometricSkeleton.Create();
        FitOptions o = new() { Weighting = (KeypointWeighting)(int)Env("W", 3), Robustness = Env("ROB", 3), Unsteadiness = Env("UNS", 1), FootContact = Env("FOOT", 1) > 0, Smooth = Env("SMOOTH", 1) > 0, UprightSigma = Env("UP", 0.35), ShapeRate = Env("RATE", 0.1), FootSigma = Env("FS", 0.03), LearnNoise = Env("LN", 1) > 0, Tolerance = Env("TOL", 2e-4) };
        double all = 0;
        for (int view = 0; view < motion.ViewCount; view++)
        {
            BodyFitter fitter = new(skeleton, ReferenceMotion.Set, o);
            BodyFit fit = new(10);
            List<double> pa = [], mp = [], rep = [], ms = [], its = [];
            double[] marker = new double[21];
            BodyKinematics kin = new(skeleton, fitter.Rig);
            int cold = 0, rejected = 0;
            for (int f = 0; f < motion.FrameCount; f++)
            {
                Keypoint[] k = motion.Keypoints[view][f];
                long t = Stopwatch.GetTimestamp();
                FitRejection r = fitter.Fit(k, ReferenceMotion.Area(k), motion.Camera(view), f / 60.0, fit);
                ms.Add(Stopwatch.GetElapsedTime(t).TotalMilliseconds);
                if (r != FitRejection.None) { rejected++; continue; }
                cold += fit.ColdStarted ? 1 : 0;
                its.Add(fit.Iterations);
                kin.Update(fit.Parameters);
                Vector3D[] a = motion.Truth(view, f), b = [.. ReferenceMotion.Markers.Select(m => kin.Keypoints[m])];
                pa.Add(1000 * JointErrors.PaMpjpe(b, a));
                mp.Add(1000 * JointErrors.Mpjpe(b, a));
                rep.Add(fit.ReprojectionError);
            }
            ms.Sort();
            all += pa.Average() / 4;
            output.WriteLine($"view {view}: PA {pa.Average():F1} first {pa[0]:F1} last {pa[^1]:F1} MPJPE {mp.Average():F1} rep {rep.Average():F1} cold {cold} rej {rejected} its {its.Average():F1} ms {ms[50]:F2} p99 {ms[98]:F2} phi {fit.NoiseScale:F2} z {fit.Joints[0].Z:F2}/{motion.Truth(view, 99)[0].Z:F2} beta {string.Join(" ", fit.Parameters.Betas.Select(b => b.ToString("F1", CultureInfo.InvariantCulture)))}");
        }
        output.WriteLine($"mean PA {all:F1}");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Sequence()
    {
        ReferenceMotion motion = ReferenceMotion.Load();
        BodySkeleton skeleton = AnthropometricSkeleton.Create();
        FitOptions o = new() { Weighting = (KeypointWeighting)(int)Env("W", 3), Robustness = Env("ROB", 3), Unsteadiness = Env("UNS", 1), FootContact = Env("FOOT", 1) > 0, LearnNoise = Env("LN", 1) > 0, ShapeRate = Env("RATE", 0.1), UprightSigma = Env("UP", 0.35) };
        SequenceOptions so = new() { Frame = o, Unsteadiness = Env("SUNS", 0.5), SlideSigma = Env("SLIDE", 0.003), Iterations = (int)Env("IT", 20) };
        double all = 0, mpAll = 0; double[] marker = new double[21]; Vector3D[] bias = new Vector3D[21];
        for (int view = 0; view < motion.ViewCount; view++)
        {
            PoseSequence sequence = new(ReferenceMotion.Set, motion.Camera(view), 60);
            for (int f = 0; f < motion.FrameCount; f++)
            {
                sequence.Add(motion.Keypoints[view][f], ReferenceMotion.Area(motion.Keypoints[view][f]));
            }

            long t = Stopwatch.GetTimestamp();
            SequenceFit fit = new SequenceFitter(skeleton, so).Fit(sequence);
            double ms = Stopwatch.GetElapsedTime(t).TotalMilliseconds;
            BodyKinematics kin = new(skeleton, new KeypointRig(skeleton, ReferenceMotion.Set));
            List<double> pa = [], mp = [], rep = [];
            for (int f = 0; f < motion.FrameCount; f++)
            {
                kin.Update(fit.Frames[f].Parameters);
                Vector3D[] a = motion.Truth(view, f), b = [.. ReferenceMotion.Markers.Select(m => kin.Keypoints[m])];
                Similarity sim = Similarity.Fit(b, a);
                for (int m = 0; m < 21; m++) { marker[m] += (sim.Apply(b[m]) - a[m]).Length * 1000 / 400; bias[m] += (1.0 / 400) * 1000 * (fit.Frames[f].Parameters.Rotations[0].Transpose() * (sim.Apply(b[m]) - a[m])); }
                Vector3D up = (0.5 * (a[15] + a[18])) - (0.5 * (a[0] + a[6])); up = (1 / up.Length) * up;
                Vector3D up2 = (0.5 * (b[15] + b[18])) - (0.5 * (b[0] + b[6])); up2 = (1 / up2.Length) * up2;
                Vector3D le = a[18] - a[15]; le = (1 / le.Length) * le;
                Vector3D le2 = b[18] - b[15]; le2 = (1 / le2.Length) * le2;
                if (f % 10 == 0 && Environment.GetEnvironmentVariable("V") != null) { output.WriteLine($"view {view} {f}: PA {1000 * JointErrors.PaMpjpe(b, a):F0} up {up.X:F2} {up.Y:F2} {up.Z:F2} fit {up2.X:F2} {up2.Y:F2} {up2.Z:F2} left {le.X:F2} {le.Y:F2} {le.Z:F2} fit {le2.X:F2} {le2.Y:F2} {le2.Z:F2} scale {sim.Scale:F2}"); }
                pa.Add(1000 * JointErrors.PaMpjpe(b, a));
                mp.Add(1000 * JointErrors.Mpjpe(b, a));
                rep.Add(fit.Frames[f].ReprojectionError);
            }
            all += pa.Average() / 4;
            mpAll += mp.Average() / 4;
            output.WriteLine($"view {view}: PA {pa.Average():F1} MPJPE {mp.Average():F1} rep {rep.Average():F1} its {fit.Iterations} ms/frame {ms / motion.FrameCount:F2} phi {fit.Frames[0].NoiseScale:F2} z {fit.Frames[99].Joints[0].Z:F2}/{motion.Truth(view, 99)[0].Z:F2} beta {string.Join(" ", fit.Betas.Select(b => b.ToString("F1", CultureInfo.InvariantCulture)))}");
        }
        for (int m = 0; m < 21; m++) { output.WriteLine($"view {ReferenceMotion.Set.Names[ReferenceMotion.Markers[m]]}: {marker[m]:F0} bias {bias[m].X:F0} {bias[m].Y:F0} {bias[m].Z:F0}"); }
        output.WriteLine($"mean PA {all:F1} MPJPE {mpAll:F1}");
    }
}
