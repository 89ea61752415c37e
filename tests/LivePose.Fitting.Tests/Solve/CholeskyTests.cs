using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Fitting.Tests;

public class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(16)]
    [InlineData(75)]
    [InlineData(85)]
    [InlineData(130)]
    public void AgreesWithMathNet(int n)
    {
        Random random = new(n);
        Matrix<double> a = PositiveDefinite(random, n);
        double[] factor = a.ToRowMajorArray();
        Assert.True(Cholesky.TryFactor(factor, n));
        Matrix<double> expected = a.Cholesky().Factor;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(expected[i, j], factor[(i * n) + j], 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(85)]
    public void SolvesTheSystem(int n)
    {
        Random random = new(n);
        Matrix<double> a = PositiveDefinite(random, n);
        Vector<double> x = Vector<double>.Build.Dense(n, _ => random.Normal());
        double[] factor = a.ToRowMajorArray(), b = (a * x).ToArray();
        Assert.True(Cholesky.TryFactor(factor, n));
        Cholesky.SolveLower(factor, n, b);
        Cholesky.SolveUpper(factor, n, b);
        Assert.Equal(0, (Vector<double>.Build.Dense(b) - x).L2Norm(), 1e-8);
    }

    [Fact]
    public void SolvesManyRightHandSidesAtOnce()
    {
        const int N = 30, M = 9;
        Random random = new(1);
        double[] factor = PositiveDefinite(random, N).ToRowMajorArray();
        Assert.True(Cholesky.TryFactor(factor, N));
        double[] all = [.. Enumerable.Range(0, N * M).Select(_ => random.Normal())];
        double[] before = [.. all];
        Cholesky.SolveLower(factor, N, all, M);
        for (int c = 0; c < M; c++)
        {
            double[] one = [.. Enumerable.Range(0, N).Select(i => before[(i * M) + c])];
            Cholesky.SolveLower(factor, N, one);
            Assert.All(Enumerable.Range(0, N), i => Assert.Equal(one[i], all[(i * M) + c], 1e-10));
        }
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void RefusesWhatIsNotPositiveDefinite(double element)
    {
        double[] a = Matrix<double>.Build.DenseIdentity(10).ToRowMajorArray();
        a[(7 * 10) + 7] = element;
        Assert.False(Cholesky.TryFactor(a, 10));
    }

    private static Matrix<double> PositiveDefinite(Random random, int n)
    {
        Matrix<double> a = Matrix<double>.Build.Dense(n, n, (_, _) => random.Normal());
        return (a * a.Transpose()) + (0.1 * n * Matrix<double>.Build.DenseIdentity(n));
    }
}
