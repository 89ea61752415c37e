using LivePose.Fitting.Metrics;
using System.Diagnostics;

namespace LivePose.Fitting.Tests;

public class Experiment(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Table()
    {
        BodySkeleton skeleton = AnthropometricSkeleton.Create();
        foreach ((string name, bool raw, KeypointWeighting w) in new (string, bool, KeypointWeighting)[] {
            ("invvar", false, KeypointWeighting.InverseVariance) })
        {
            foreach (double os in new[] { 0.08 })
{ BodyFitter fitter = new(skeleton, KeypointSets.Coco17, new FitOptions { Weighting = w, StartSigma = 0, LearnNoise = Environment.GetEnvironmentVariable("LN") != "0" });
            BodyFit fit = new(10);
            SyntheticScene scene = new(1, skeleton, KeypointSets.Coco17) { OutlierShare = os };
            List<double> pa = [], mp = [], nees = [], rep = [], med = [], its = [];
            int rejected = 0; int worse = 0, much = 0; double gap = 0; BodyFit best = new(10); List<double> pb = [];
            double time = 0;
            for (int i = 0; i < 400; i++)
            {
                scene.Next();
                fitter.Reset();
                long t = Stopwatch.GetTimestamp();
                FitRejection r = fitter.Fit(raw ? scene.Raw : scene.Calibrated, scene.Area, scene.Camera, i, fit);
                time += Stopwatch.GetElapsedTime(t).TotalMilliseconds;
                if (r != FitRejection.None) { rejected++; continue; }
                pa.Add(1000 * JointErrors.PaMpjpe(fit.Joints, scene.Joints));
                double e0 = fit.Energy;
                fitter.Reset();
                fitter.StartFrom(scene.Parameters);
                fitter.Fit(raw ? scene.Raw : scene.Calibrated, scene.Area, scene.Camera, i, best);
                pb.Add(1000 * JointErrors.PaMpjpe(best.Joints, scene.Joints));
                if (e0 > best.Energy + 0.5)
                {
                    string bad = "";
                    for (int j = 0; j < 24; j++)
                    {
                        Matrix3 ga = fit.Parameters.Rotations[j], gb = best.Parameters.Rotations[j];
                        double a = Rotation.Log(ga.Transpose() * gb).Length * 180 / Math.PI;
                        if (a > 35) { bad += $"{BodyJoint.Names[j]}:{a:F0} "; }
                    }
                    if (Environment.GetEnvironmentVariable("V") != null) output.WriteLine($"{e0:F1} vs {best.Energy:F1}: {bad}");
                }
                worse += e0 > best.Energy + 0.5 ? 1 : 0;
                much += e0 > best.Energy + 3 ? 1 : 0;
                gap += Math.Max(0, e0 - best.Energy);
                mp.Add(1000 * JointErrors.Mpjpe(fit.Joints, scene.Joints));
                rep.Add(fit.ReprojectionError);
                its.Add(fit.Iterations);
                double sum = 0;
                for (int j = 0; j < 24; j++)
                {
                    Vector3D e = fit.Joints[j] - scene.Joints[j];
                    sum += Vector3D.Dot(e, fit.JointCovariances[j].Inverse() * e) / 3;
                }
                nees.Add(sum / 24);
            }
            nees.Sort();
            pa.Sort();
            output.WriteLine($"{name,-9} PA {pa.Average():F1} (med {pa[pa.Count / 2]:F1}) MPJPE {mp.Average():F1} reproj {rep.Average():F2} NEES mean {nees.Average():F2} med {nees[nees.Count / 2]:F2} its {its.Average():F1} rej {rejected} fromtruth PA {pb.Average():F1} worse {worse} {much} gap {gap / 400:F2} ms {time / 400:F2}");
        }}
    }
}
