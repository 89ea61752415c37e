using System.Diagnostics;

namespace LivePose.Fitting.Tests;

public class Timing(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Parts()
    {
        BodySkeleton skeleton = AnthropometricSkeleton.Create();
        SyntheticScene scene = new(1, skeleton, KeypointSets.Coco17);
        scene.Next();
        KeypointRig rig = new(skeleton, KeypointSets.Coco17);
        BodyState state = new(skeleton, rig);
        state.SetCamera(scene.Camera);
        state.Parameters.CopyFrom(scene.Parameters);
        state.Update();
        state.UpdateDerivatives();
        ReprojectionTerm rt = new(rig, state.Kinematics.Layout);
        Observations.Fill(scene.Calibrated, rig.Set.Sigmas, scene.Area, KeypointWeighting.InverseVariance, 3, 1, rt.Observations);
        NormalEquations eq = new(state.Kinematics.Layout);
        IEnergyTerm[] terms = [new ShapeTerm(10), new PoseGaussianTerm(JointRanges.Default, 1), new JointLimitTerm(JointRanges.Default, .1), new HingeTerm(.1), new FocalTerm(.1), new UprightTerm(.3)];
        Time("kinematics", () => state.Kinematics.Update(state.Parameters));
        Time("update", state.Update);
        Time("derivatives", state.UpdateDerivatives);
        Time("energy data", () => rt.Energy(state));
        Time("energy priors", () => LevenbergMarquardt.EnergyOf(state, terms));
        Time("clear", eq.Clear);
        Time("accumulate data", () => rt.Accumulate(state, eq));
        Time("accumulate priors", () => { foreach (IEnergyTerm t in terms) { t.Accumulate(state, eq); } });
        eq.Clear();
        rt.Accumulate(state, eq);
        foreach (IEnergyTerm t in terms) { t.Accumulate(state, eq); }
        double[] a = new double[86 * 86];
        double[] b = new double[86];
        Time("copy", () => eq.Hessian.CopyTo(a, 0));
        Time("copy+factor", () => { eq.Hessian.CopyTo(a, 0); if (!Cholesky.TryFactor(a, 86)) { throw new InvalidOperationException(); } });
        Time("solve", () => { eq.Gradient.CopyTo(b, 0); Cholesky.SolveLower(a, 86, b); Cholesky.SolveUpper(a, 86, b); });
        var m = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(86, 86, (i, j) => eq.Hessian[Math.Max(i, j) * 86 + Math.Min(i, j)]);
        var v = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(eq.Gradient);
        Time("MathNet factor+solve", () => m.Cholesky().Solve(v));
    }

    private void Time(string name, Action action)
    {
        double best = double.MaxValue;
        for (int r = 0; r < 30; r++)
        {
            long t = Stopwatch.GetTimestamp();
            for (int i = 0; i < 200; i++) { action(); }
            best = Math.Min(best, Stopwatch.GetElapsedTime(t).TotalMicroseconds / 200);
        }

        output.WriteLine($"{name,-22} {best:F2} us");
    }
}
