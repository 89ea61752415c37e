using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Joint regressor of the built-in body: each joint follows the skin around it, exact at rest, symmetric.</summary>
internal static class BuiltInRegressor
{
    /// <summary>Regressor [24, V].</summary>
    /// <param name="mesh">The skin.</param>
    /// <param name="template">Its vertices as the model will hold them, shape [V, 3].</param>
    /// <param name="joints">Joints in the same frame, shape [24].</param>
    public static CsrMatrix Create(BuiltInMesh mesh, double[] template, Vector3D[] joints)
    {
        int count = mesh.Vertices.Length;
        double[] dense = new double[BodyJoint.Count * count];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            if (BodyJoint.Mirror[j] >= j)
            {
                JointRegression.Solve(template, [], joints[j], [], dense.AsSpan(j * count, count));
                continue;
            }

            for (int v = 0; v < count; v++)
            {
                dense[(j * count) + v] = dense[(BodyJoint.Mirror[j] * count) + mesh.Mirror[v]];
            }
        }

        return CsrMatrix.FromDense(dense, BodyJoint.Count, count);
    }
}
