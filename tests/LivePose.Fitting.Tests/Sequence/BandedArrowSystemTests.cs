using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Fitting.Tests;

public class BandedArrowSystemTests
{
    [Theory]
    [InlineData(1, 4, 3)]
    [InlineData(2, 5, 1)]
    [InlineData(3, 7, 2)]
    [InlineData(9, 6, 10)]
    [InlineData(5, 3, 0)]
    public void AgreesWithADenseSolution(int blocks, int n, int shared)
    {
        Random random = new(blocks);
        int size = (blocks * n) + shared;
        Matrix<double> dense = RandomSystem(random, blocks, n, shared);
        Vector<double> x = Vector<double>.Build.Dense(size, _ => random.Normal()), b = dense * x;
        BandedArrowSystem system = new(blocks + 2, n, shared);
        Load(system, dense, b, blocks, n, shared);
        Assert.True(system.TryFactor());
        system.Solve();
        for (int i = 0; i < size; i++)
        {
            double found = i < blocks * n ? system.Right(i / n)[i % n] : system.CornerRight[i - (blocks * n)];
            Assert.Equal(x[i], found, 1e-8);
        }
    }

    [Fact]
    public void RefusesWhatIsNotPositiveDefinite()
    {
        Matrix<double> dense = RandomSystem(new Random(1), 4, 3, 2);
        dense[7, 7] = -1;
        BandedArrowSystem system = new(4, 3, 2);
        Load(system, dense, Vector<double>.Build.Dense(14), 4, 3, 2);
        Assert.False(system.TryFactor());
    }

    [Theory]
    [InlineData(1, 4, 3)]
    [InlineData(2, 5, 1)]
    [InlineData(3, 7, 2)]
    [InlineData(9, 6, 10)]
    [InlineData(5, 3, 0)]
    public void TheSelectedInverseHasTheBlocksOfTheDenseOne(int blocks, int n, int shared)
    {
        Matrix<double> dense = RandomSystem(new Random(blocks), blocks, n, shared), inverse = dense.Inverse();
        BandedArrowSystem system = new(blocks + 1, n, shared);
        Load(system, dense, Vector<double>.Build.Dense((blocks * n) + shared), blocks, n, shared);
        Assert.True(system.TryFactor());
        SelectedInverse selected = new(n, shared);
        selected.Begin(system);
        AssertEqual(inverse, blocks * n, blocks * n, shared, selected.Corner);
        for (int t = blocks - 1; t >= 0; t--)
        {
            selected.Step(system, t);
            AssertEqual(inverse, t * n, t * n, n, selected.Diagonal);
            AssertEqual(inverse, blocks * n, t * n, n, selected.Arrow);
        }
    }

    private static void AssertEqual(Matrix<double> expected, int row, int column, int columns, ReadOnlySpan<double> actual)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[row + (i / columns), column + (i % columns)], actual[i], 1e-10);
        }
    }

    /// <summary>JᵀJ + I with rows of J that touch three neighbouring blocks and the arrow.</summary>
    private static Matrix<double> RandomSystem(Random random, int blocks, int n, int shared)
    {
        int size = (blocks * n) + shared;
        Matrix<double> h = Matrix<double>.Build.DenseIdentity(size);
        for (int row = 0; row < 8 * blocks; row++)
        {
            int first = random.Next(blocks) * n;
            Vector<double> j = Vector<double>.Build.Dense(size, i =>
                (i >= first && i < first + (3 * n)) || i >= blocks * n ? random.Normal() : 0);
            h += j.OuterProduct(j);
        }

        return h;
    }

    private static void Load(BandedArrowSystem system, Matrix<double> dense, Vector<double> b, int blocks, int n, int shared)
    {
        system.Clear(blocks);
        int corner = blocks * n;
        for (int t = 0; t < blocks; t++)
        {
            Copy(dense, t * n, t * n, n, n, system.Diagonal(t));
            Copy(dense, corner, t * n, shared, n, system.Arrow(t));
            b.SubVector(t * n, n).AsArray().CopyTo(system.Right(t));
            if (t > 0)
            {
                Copy(dense, t * n, (t - 1) * n, n, n, system.First(t));
            }

            if (t > 1)
            {
                Copy(dense, t * n, (t - 2) * n, n, n, system.Second(t));
            }
        }

        Copy(dense, corner, corner, shared, shared, system.Corner);
        for (int s = 0; s < shared; s++)
        {
            system.CornerRight[s] = b[corner + s];
        }
    }

    private static void Copy(Matrix<double> from, int row, int column, int rows, int columns, Span<double> to)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                to[(r * columns) + c] = from[row + r, column + c];
            }
        }
    }
}
