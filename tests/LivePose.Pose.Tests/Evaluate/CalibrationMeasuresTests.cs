using CsCheck;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Tests.Evaluate;

public class CalibrationMeasuresTests
{
    private static readonly Gen<(double[] Confidence, double[] Accuracy)> Samples =
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[2, 60].Select(pairs => (pairs.Select(p => p.Item1).ToArray(), pairs.Select(p => p.Item2).ToArray()));

    [Fact]
    public void PearsonIsOneOnALineAndMinusOneOnAFallingOne()
    {
        double[] x = [0.1, 0.4, 0.5, 0.9];
        Assert.Equal(1, Correlation.Pearson(x, [.. x.Select(v => (3 * v) - 2)]), 1e-12);
        Assert.Equal(-1, Correlation.Pearson(x, [.. x.Select(v => -v)]), 1e-12);
        Assert.Equal(double.NaN, Correlation.Pearson(x, [1, 1, 1, 1]));
    }

    /// <summary>Worked by hand: ranks of x are 0, 1.5, 1.5, 3 and of y 1, 0, 2, 3; covariance 3 over sqrt(4.5 · 5).</summary>
    [Fact]
    public void SpearmanSharesTheRanksOfTies()
    {
        Assert.Equal([0, 1.5, 1.5, 3], Correlation.Ranks([1, 2, 2, 9]));
        Assert.Equal(3 / Math.Sqrt(4.5 * 5), Correlation.Spearman([1, 2, 2, 9], [20, 10, 30, 40]), 1e-12);
    }

    [Fact]
    public void SpearmanDependsOnOrderOnly() => Samples.Sample(
        s =>
        {
            double[] coarse = [.. s.Confidence.Select(c => Math.Round(c, 2))]; // so that exp cannot make equal what was not
            Assert.Equal(Correlation.Spearman(coarse, s.Accuracy), Correlation.Spearman([.. coarse.Select(Math.Exp)], s.Accuracy), 1e-9);
        });

    [Fact]
    public void AuseIsZeroForTheOracleAndNeverNegative() => Samples.Sample(s =>
    {
        double[] errors = [.. s.Accuracy.Select(a => 1 - a)];
        Assert.Equal(0, Sparsification.Of(s.Accuracy, errors).Ause, 1e-12);
        Assert.True(Sparsification.Of(s.Confidence, errors).Ause >= -1e-12);
    });

    [Fact]
    public void AuseDependsNeitherOnTheOrderOfTheSamplesNorOnMonotoneRescoring() => Samples.Sample(s =>
    {
        double[] coarse = [.. s.Confidence.Select(c => Math.Round(4 * c))];
        double expected = Sparsification.Of(coarse, s.Accuracy).Ause;
        Assert.Equal(expected, Sparsification.Of(coarse.Reverse().ToArray(), s.Accuracy.Reverse().ToArray()).Ause, 1e-12);
        Assert.Equal(expected, Sparsification.Of([.. coarse.Select(c => Math.Exp(c) - 3)], s.Accuracy).Ause, 1e-12);
    });

    /// <summary>Errors 3, 1, 0 and confidence that trusts the worst most: remaining means 4/3, 2, 3 against 4/3, 1/2, 0; area (0 + 3/2 + 3) / 3.</summary>
    [Fact]
    public void AuseEqualsAWorkedExample()
    {
        Sparsification worked = Sparsification.Of([0.9, 0.5, 0.1], [3, 1, 0]);
        Assert.Equal([4 / 3.0, 2, 3], worked.Predicted);
        Assert.Equal([4 / 3.0, 0.5, 0], worked.Oracle);
        Assert.Equal(1.5, worked.Ause, 1e-12);
        Assert.Equal(1.5 / (4 / 3.0), worked.RelativeAuse, 1e-12);
    }

    [Fact]
    public void ConstantConfidenceGivesAFlatCurve() =>
        Assert.Equal([2, 2, 2], Sparsification.Of([0.7, 0.7, 0.7], [1, 2, 3]).Predicted);

    /// <summary>
    /// Accuracy drawn as a coin of the stated confidence: each of B bins misses by about sqrt(p (1 - p) / n) · sqrt(2/π) of its own, so ECE is below
    /// 0.5 · sqrt(2/π) · sqrt(B / N) on average (Cauchy-Schwarz); four times that leaves chance no room.
    /// </summary>
    [Fact]
    public void EceOfACalibratedSourceIsZeroWithinMonteCarloError()
    {
        Random random = new(1);
        const int N = 200_000;
        double[] confidence = [.. Enumerable.Range(0, N).Select(_ => random.NextDouble())];
        double[] accuracy = [.. confidence.Select(c => random.NextDouble() < c ? 1.0 : 0.0)];
        double bound = 4 * 0.5 * Math.Sqrt(2 / Math.PI) * Math.Sqrt(10.0 / N);
        Assert.InRange(Reliability.EqualWidth(confidence, accuracy).Error, 0, bound);
        Assert.InRange(Reliability.EqualMass(confidence, accuracy).Error, 0, bound);
        Assert.InRange(Reliability.EqualWidth([.. confidence.Select(c => 0.9 * c)], accuracy).Error, 0.05 - bound, 0.05 + bound);
    }

    [Fact]
    public void EqualMassBinsDifferByAtMostOne() => Samples.Sample(s =>
    {
        int[] counts = [.. Reliability.EqualMass(s.Confidence, s.Accuracy, 7).Bins.Select(bin => bin.Count)];
        Assert.Equal(s.Confidence.Length, counts.Sum());
        Assert.True(counts.Max() - counts.Min() <= 1);
    });

    [Fact]
    public void EceIsTheBiasOfABiasedConstant()
    {
        CalibrationMeasures measures = CalibrationMeasures.Of([0.9, 0.9, 0.9, 0.9], [1, 0, 1, 0]);
        Assert.Equal(0.4, measures.Ece, 1e-12);
        Assert.Equal(0.4, measures.AdaptiveEce, 1e-12);
        Assert.Equal(double.NaN, measures.Pearson);
    }
}
