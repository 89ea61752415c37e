namespace LivePose.Fitting.Body;

/// <summary>SMPL's forward function in double precision, written as in the paper: the reference that <see cref="FastSkinning"/> is held to.</summary>
/// <remarks>Loper et al. 2015, eq. 2 to 10. Slow and allocating on purpose.</remarks>
public static class LinearBlendSkinning
{
    /// <summary>Poses a body.</summary>
    /// <param name="model">The body.</param>
    /// <param name="rotations">Rotation of each joint relative to its parent, shape [J]; the first turns the whole body.</param>
    /// <param name="betas">Shape coefficients, at most S; missing ones are 0.</param>
    /// <param name="translation">Added to everything, metres.</param>
    /// <param name="joints">Out: posed joints, metres, shape [J].</param>
    /// <returns>Posed vertices, metres, shape [V, 3].</returns>
    public static double[] Pose(
        BodyModel model, ReadOnlySpan<Matrix3> rotations, ReadOnlySpan<double> betas, Vector3D translation, Span<Vector3D> joints)
    {
        double[] shaped = Shape(model, betas);
        double[] rest = new double[3 * model.JointCount];
        model.JointRegressor.MultiplyPoints(shaped, rest);
        double[] posed = AddPoseCorrectives(model, rotations, shaped);
        Matrix3[] turn = new Matrix3[model.JointCount];
        for (int j = 0; j < model.JointCount; j++)
        {
            int parent = model.Parents[j];
            turn[j] = parent < 0 ? rotations[j] : turn[parent] * rotations[j];
            joints[j] = parent < 0 ? At(rest, j) + translation : joints[parent] + (turn[parent] * (At(rest, j) - At(rest, parent)));
        }

        double[] result = new double[posed.Length];
        for (int v = 0; v < model.VertexCount; v++)
        {
            Vector3D sum = default;
            for (int i = model.Weights.RowStart[v]; i < model.Weights.RowStart[v + 1]; i++)
            {
                int j = model.Weights.Columns[i];
                sum += model.Weights.Values[i] * ((turn[j] * (At(posed, v) - At(rest, j))) + joints[j]);
            }

            (result[3 * v], result[(3 * v) + 1], result[(3 * v) + 2]) = (sum.X, sum.Y, sum.Z);
        }

        return result;
    }

    /// <summary>Vertices of a shape at rest, without pose correctives, metres, shape [V, 3].</summary>
    public static double[] Shape(BodyModel model, ReadOnlySpan<double> betas)
    {
        double[] shaped = [.. model.Template];
        for (int s = 0; s < betas.Length; s++)
        {
            for (int i = 0; i < shaped.Length; i++)
            {
                shaped[i] += betas[s] * model.ShapeDirections[(s * shaped.Length) + i];
            }
        }

        return shaped;
    }

    private static double[] AddPoseCorrectives(BodyModel model, ReadOnlySpan<Matrix3> rotations, double[] shaped)
    {
        double[] posed = [.. shaped];
        for (int p = 0; p < model.PoseFeatureCount; p++)
        {
            int element = p % 9;
            double feature = rotations[1 + (p / 9)][element / 3, element % 3] - (element % 4 == 0 ? 1 : 0);
            for (int i = 0; i < posed.Length; i++)
            {
                posed[i] += feature * model.PoseDirections[(p * posed.Length) + i];
            }
        }

        return posed;
    }

    private static Vector3D At(double[] points, int index) => new(points[3 * index], points[(3 * index) + 1], points[(3 * index) + 2]);
}
