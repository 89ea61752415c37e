using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Places the nodes of the polygoniser's grid: about 2 cm apart on the trunk, less than half of it on the face and the hands.</summary>
/// <remarks>
/// Each axis has its own table of node positions; the arm's columns shrink towards the arm's axis, the head's and the feet's rows
/// towards theirs, so no region pays for another's detail. The first column of cells straddles the plane of symmetry.
/// </remarks>
internal sealed class GridWarp
{
    private const float Step = .0262f;

    private const float ArmY = 1.376f, ArmZ = -.029f;

    private readonly float[] _x = Nodes(0, .93f, x => Step * ArmScaleAlong(x), halfStep: true);
    private readonly float[] _y = Nodes(-.03f, 1.74f, RowStep, halfStep: false);
    private readonly float[] _z = Nodes(-.34f, .36f, _ => Step, halfStep: false);

    /// <summary>Nodes along each axis.</summary>
    public (int X, int Y, int Z) Size => (_x.Length, _y.Length, _z.Length);

    /// <summary>Position of a node, metres; node 0 of x lies half a cell on the far side of the plane of symmetry.</summary>
    public Vector3 this[int i, int j, int k]
    {
        get
        {
            float arm = ArmScaleAcross(_x[i]);
            float y = ArmY + (arm * (_y[j] - ArmY));
            float row = RowScale(y);
            return new Vector3(_x[i] * row, y, (ArmZ * (1 - arm)) + (arm * row * _z[k]));
        }
    }

    private static float ArmScaleAlong(float x) => 1 - (.12f * Sculpt.Step(x, .2f, .1f)) - (.54f * Sculpt.Step(x, .62f, .09f));

    private static float ArmScaleAcross(float x) => 1 - (.30f * Sculpt.Step(x, .30f, .12f)) - (.41f * Sculpt.Step(x, .60f, .12f));

    private static float RowStep(float y) =>
        Step * (1 - (.66f * Sculpt.Step(y, 1.435f, .05f)) - (.50f * (1 - Sculpt.Step(y, .06f, .10f))));

    private static float RowScale(float y) => 1 - (.65f * Sculpt.Step(y, 1.440f, .065f)) - (.40f * (1 - Sculpt.Step(y, .05f, .14f)));

    private static float[] Nodes(float from, float to, Func<float, float> step, bool halfStep)
    {
        List<float> nodes = halfStep ? [from - (step(from) / 2), from + (step(from) / 2)] : [from];
        while (nodes[^1] < to)
        {
            nodes.Add(nodes[^1] + step(nodes[^1]));
        }

        return [.. nodes];
    }
}
