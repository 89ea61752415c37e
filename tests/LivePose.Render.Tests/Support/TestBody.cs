using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Render.Tests;

/// <summary>The built-in body on the GPU, posed as the application will do it.</summary>
public sealed class TestBody : IDisposable
{
    private readonly BodyTopology _topology;

    public TestBody(GlScope gl, ReadOnlySpan<double> betas = default)
    {
        BodyModel model = BuiltInBody.Model;
        _topology = new BodyTopology(
            gl.Gl, model.Faces, model.JointCount, model.Weights.RowStart, model.Weights.Columns, model.Weights.Values, model.Template);
        Mesh = new BodyMesh(gl.Gl, _topology);
        double[] shaped = LinearBlendSkinning.Shape(model, betas);
        RestJoints = new double[3 * model.JointCount];
        model.JointRegressor.MultiplyPoints(shaped, RestJoints);
        Mesh.SetRest([.. Enumerable.Range(0, model.VertexCount).Select(v => Point(shaped, v))]);
    }

    public BodyMesh Mesh { get; }

    public double[] RestJoints { get; }

    /// <summary>The same body's pose as bones and as joints.</summary>
    public (AffineTransform[] Bones, Vector3[] Joints) Pose(BodyParameters parameters)
    {
        int[] parents = [.. BuiltInBody.Model.Parents];
        AffineTransform[] bones = new AffineTransform[parents.Length];
        Vector3[] joints = new Vector3[parents.Length];
        Matrix3[] turns = new Matrix3[parents.Length];
        for (int j = 0; j < parents.Length; j++)
        {
            int p = parents[j];
            turns[j] = p < 0 ? parameters.Rotations[j] : turns[p] * parameters.Rotations[j];
            joints[j] = p < 0
                ? Point(RestJoints, j) + ToVector(parameters.Translation)
                : joints[p] + ToVector(turns[p] * (Exact(j) - Exact(p)));
            bones[j] = AffineTransform.Bone(
                ToVector(turns[j].Row1), ToVector(turns[j].Row2), ToVector(turns[j].Row3), Point(RestJoints, j), joints[j]);
        }

        return (bones, joints);
    }

    /// <summary>Standing, arms half down, facing the camera.</summary>
    public static BodyParameters Standing(double x, double y, double z, double yaw = 0)
    {
        BodyParameters parameters = new(10) { Translation = new Vector3D(x, y, z) };
        parameters.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, yaw, 0));
        parameters.Rotations[BodyJoint.LeftShoulder] = Rotation.Exp(new Vector3D(0, 0, -1.0));
        parameters.Rotations[BodyJoint.RightShoulder] = Rotation.Exp(new Vector3D(0, 0, 1.0));
        parameters.Rotations[BodyJoint.LeftElbow] = Rotation.Exp(new Vector3D(0, -0.6, 0));
        parameters.Rotations[BodyJoint.RightElbow] = Rotation.Exp(new Vector3D(0, 0.6, 0));
        return parameters;
    }

    public void Dispose()
    {
        Mesh.Dispose();
        _topology.Dispose();
    }

    public static Vector3 ToVector(Vector3D v) => new((float)v.X, (float)v.Y, (float)v.Z);

    private static Vector3 Point(double[] points, int index) =>
        new((float)points[3 * index], (float)points[(3 * index) + 1], (float)points[(3 * index) + 2]);

    private Vector3D Exact(int joint) => new(RestJoints[3 * joint], RestJoints[(3 * joint) + 1], RestJoints[(3 * joint) + 2]);
}
