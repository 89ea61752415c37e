using System.Numerics;
using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body.BuiltIn;

namespace LivePose.Fitting.Body;

/// <summary>The body that needs no file and no licence: a human of average build made by this project's own code.</summary>
/// <remarks>
/// An implicit surface is sculpted from cross-sections (<c>BuiltIn/*Shape.cs</c>, with the anthropometry they follow), polygonised on
/// a warped grid, evened out and mirrored: about 7,000 vertices, watertight, exactly symmetric. SMPL's 24 joints; 10 shape
/// coefficients (0 stature, 1 weight, 2 build, 3 legs against trunk, 4 arms, 5 shoulders, 6 hips, 7 muscle, 8 belly, 9 head); no pose
/// correctives. Deterministic; made once a process at first use.
/// </remarks>
public static class BuiltInBody
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "built-in";

    private static readonly Lazy<BodyModel> Shared = new(Create);

    /// <summary>The body; shared, about half a second at first use.</summary>
    public static BodyModel Model => Shared.Value;

    private static BodyModel Create()
    {
        BuiltInMesh mesh = BuiltInMesh.Create();
        CsrMatrix weights = SkinRegions.Weigh(mesh);
        double[] shapes = BuiltInShapes.Create(mesh, Normals(mesh), weights);
        float floor = BuiltInSkeleton.Joints[BodyJoint.Pelvis].Y; // the pelvis comes to height 0
        double[] template = [.. mesh.Vertices.SelectMany(v => new double[] { v.X, v.Y - floor, v.Z })];
        Vector3D[] joints = Array.ConvertAll(BuiltInSkeleton.Joints, j => new Vector3D(j.X, j.Y - floor, j.Z));
        return new BodyModel(Name, template, shapes, [], BuiltInRegressor.Create(mesh, template, joints), weights, [.. BodyJoint.Parents], mesh.Faces);
    }

    /// <summary>Unit normals, exactly symmetric, shape [V].</summary>
    private static Vector3[] Normals(BuiltInMesh mesh)
    {
        Vector3[] normals = new Vector3[mesh.Vertices.Length];
        for (int v = 0; v < normals.Length; v++)
        {
            Vector3 p = mesh.Vertices[v];
            Vector3 gradient = BuiltInSurface.Gradient(p with { X = MathF.Abs(p.X) });
            normals[v] = Vector3.Normalize(new Vector3(MathF.Sign(p.X) * gradient.X, gradient.Y, gradient.Z));
        }

        return normals;
    }
}
