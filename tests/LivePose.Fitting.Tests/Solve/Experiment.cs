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
            ("constant", false, KeypointWeighting.Constant), ("raw", true, KeypointWeighting.Confidence), ("conf", false, KeypointWeighting.Confidence),
            ("conf2", false, KeypointWeighting.ConfidenceSquared), ("invvar", false, KeypointWeighting.InverseVariance) })
        {
            BodyFitter fitter = new(skeleton, KeypointSets.Coco17, new FitOptions { Weighting = w });
            BodyFit fit = new(10);
            SyntheticScene scene = new(1, skeleton, KeypointSets.Coco17);
            List<double> pa = [], mp = [], nees = [], rep = [], med = [], its = [];
            int rejected = 0;
            double time = 0;
            for (int i = 0; i < 300; i++)
            {
                scene.Next();
                fitter.Reset();
                long t = Stopwatch.GetTimestamp();
                FitRejection r = fitter.Fit(raw ? scene.Raw : scene.Calibrated, scene.Area, scene.Camera, i, fit);
                time += Stopwatch.GetElapsedTime(t).TotalMilliseconds;
                if (r != FitRejection.None) { rejected++; continue; }
                pa.Add(1000 * PoseError.PaMpjpe(scene.Joints, fit.Joints));
                mp.Add(1000 * PoseError.Mpjpe(scene.Joints, fit.Joints));
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
            output.WriteLine($"{name,-9} PA {pa.Average():F1} (med {pa[pa.Count / 2]:F1}) MPJPE {mp.Average():F1} reproj {rep.Average():F2} NEES mean {nees.Average():F2} med {nees[nees.Count / 2]:F2} its {its.Average():F1} rej {rejected} ms {time / 300:F2}");
        }
    }
}
