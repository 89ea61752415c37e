using CsCheck;
using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class AssignmentSolverTests
{
    private static readonly Gen<(int Rows, int Columns, float[] Benefit)> Problems =
        Gen.Int[0, 6].SelectMany(rows => Gen.Int[0, 6].SelectMany(columns =>
            Gen.Frequency((3, Gen.Float[0, 1]), (1, Gen.Float[-1, 0]), (1, Gen.Const(float.NaN)), (1, Gen.Const(0.5f)))
                .Array[rows * columns].Select(benefit => (rows, columns, benefit))));

    [Fact]
    public void FindsTheBestOfAllAssignments() => Problems.Sample(problem =>
    {
        int[] columnOfRow = new int[problem.Rows];
        new AssignmentSolver(6).Maximize(problem.Benefit, problem.Rows, problem.Columns, columnOfRow);
        int[] used = [.. columnOfRow.Where(c => c >= 0)];
        double total = 0;
        for (int r = 0; r < problem.Rows; r++)
        {
            total += columnOfRow[r] >= 0 ? problem.Benefit[(r * problem.Columns) + columnOfRow[r]] : 0;
        }

        return used.Length == used.Distinct().Count()
            && Math.Abs(total - Best(problem.Benefit, problem.Rows, problem.Columns, 0, 0)) < 1e-5;
    });

    [Fact]
    public void NeverPairsWhatIsWorthNothing() => Problems.Sample(problem =>
    {
        int[] columnOfRow = new int[problem.Rows];
        new AssignmentSolver(6).Maximize(problem.Benefit, problem.Rows, problem.Columns, columnOfRow);
        return Enumerable.Range(0, problem.Rows).All(r =>
            columnOfRow[r] == -1 || problem.Benefit[(r * problem.Columns) + columnOfRow[r]] > 0);
    });

    [Fact]
    public void ForgetsTheProblemBefore()
    {
        AssignmentSolver solver = new(3);
        int[] columnOfRow = new int[3];
        solver.Maximize([.9f, .8f, .1f, .8f, .1f, .7f, .6f, .5f, .4f], 3, 3, columnOfRow);
        solver.Maximize([.1f, .9f], 1, 2, columnOfRow);
        Assert.Equal(1, columnOfRow[0]);
    }

    [Fact]
    public void PrefersTheTotalToTheGreediestPair()
    {
        int[] columnOfRow = new int[2];
        new AssignmentSolver(2).Maximize([.9f, .8f, .8f, .1f], 2, 2, columnOfRow);
        Assert.Equal([1, 0], columnOfRow);
    }

    [Fact]
    public void RefusesWhatDoesNotFit() =>
        Assert.Throws<ArgumentException>(() => new AssignmentSolver(2).Maximize(new float[9], 3, 3, new int[3]));

    private static double Best(float[] benefit, int rows, int columns, int row, int taken)
    {
        if (row == rows)
        {
            return 0;
        }

        double best = Best(benefit, rows, columns, row + 1, taken);
        for (int c = 0; c < columns; c++)
        {
            float gain = benefit[(row * columns) + c];
            if ((taken & (1 << c)) == 0 && gain > 0)
            {
                best = Math.Max(best, gain + Best(benefit, rows, columns, row + 1, taken | (1 << c)));
            }
        }

        return best;
    }
}
