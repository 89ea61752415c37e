using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using Silk.NET.OpenGL;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class SkinningTests(GlFixture fixture)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gpu_EqualsTheReference_ToATenthOfAMillimetre(int seed)
    {
        using GlScope gl = fixture.Use();
        Random random = new(seed);
        double[] betas = [.. Enumerable.Range(0, 10).Select(_ => (2 * random.NextDouble()) - 1)];
        BodyParameters pose = TestBody.Standing(0.3, -0.2, 4, 0.5);
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            pose.Rotations[j] = Rotation.Exp(new Vector3D(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5));
        }

        using TestBody body = new(gl, betas);
        Vector3[] skinned = SkinOnGpu(gl, body, body.Pose(pose).Bones);

        double[] expected = LinearBlendSkinning.Pose(
            BuiltInBody.Model, pose.Rotations, betas, pose.Translation, new Vector3D[BuiltInBody.Model.JointCount]);
        double worst = 0;
        for (int v = 0; v < skinned.Length; v++)
        {
            Vector3 truth = new((float)expected[3 * v], (float)expected[(3 * v) + 1], (float)expected[(3 * v) + 2]);
            worst = Math.Max(worst, Vector3.Distance(truth, skinned[v]));
        }

        Assert.InRange(worst, 0, 1e-4);
    }

    [Fact]
    public void Topology_OfMoreThanFourJointsAVertex_KeepsTheLargest()
    {
        using GlScope gl = fixture.Use();
        double[] weights = [0.05, 0.30, 0.10, 0.25, 0.20, 0.10];
        using BodyTopology topology = new(gl.Gl, [0, 0, 0], 6, [0, 6], [0, 1, 2, 3, 4, 5], weights);
        using BodyMesh mesh = new(gl.Gl, topology);
        mesh.SetRest([Vector3.Zero]);
        AffineTransform[] bones = [.. Enumerable.Range(0, 6).Select(j => Moved(new Vector3(MathF.Pow(10, j), 0, 0)))];
        float x = SkinOnGpu(gl, mesh, bones)[0].X;
        float kept = 0.30f + 0.25f + 0.20f + 0.10f;
        float expected = ((0.30f * 10) + (0.10f * 100) + (0.25f * 1e3f) + (0.20f * 1e4f)) / kept; // joint 2 before joint 5: first of equals
        Assert.InRange(x, expected * 0.9999f, expected * 1.0001f);
    }

    [Fact]
    public void Topology_ThatDoesNotAgree_IsAnError()
    {
        using GlScope gl = fixture.Use();
        Assert.Contains("joint 7", Assert.Throws<ArgumentException>(() => new BodyTopology(gl.Gl, [0, 0, 0], 2, [0, 1], [7], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("vertex 5", Assert.Throws<ArgumentException>(() => new BodyTopology(gl.Gl, [0, 0, 5], 2, [0, 1], [0], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("129 joints", Assert.Throws<ArgumentException>(() => new BodyTopology(gl.Gl, [0, 0, 0], 129, [0, 1], [0], [1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rest_ThatIsNotFinite_IsRefusedAndNothingChanges()
    {
        using GlScope gl = fixture.Use();
        using BodyTopology topology = new(gl.Gl, [0, 1, 2], 1, [0, 1, 2, 3], [0, 0, 0], [1, 1, 1]);
        using BodyMesh mesh = new(gl.Gl, topology);
        ArgumentException error = Assert.Throws<ArgumentException>(() => mesh.SetRest([Vector3.Zero, new Vector3(0, float.NaN, 0), Vector3.One]));
        Assert.Contains("Vertex 1", error.Message, StringComparison.Ordinal);
        Assert.False(mesh.HasShape);
        Assert.Contains("2 vertices", Assert.Throws<ArgumentException>(() => mesh.SetRest([Vector3.Zero, Vector3.One])).Message, StringComparison.Ordinal);
    }

    private static AffineTransform Moved(Vector3 by) =>
        AffineTransform.Bone(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, Vector3.Zero, by);

    private static Vector3[] SkinOnGpu(GlScope gl, TestBody body, AffineTransform[] bones) => SkinOnGpu(gl, body.Mesh, bones);

    /// <summary>Runs the vertex shader alone and takes back what it computed for each vertex.</summary>
    private static Vector3[] SkinOnGpu(GlScope scope, BodyMesh mesh, AffineTransform[] bones)
    {
        GL gl = scope.Gl;
        using ShaderProgram shader = new(gl, "skinning", BodyShaders.Vertex, BodyShaders.Contour, "scenePosition");
        shader.BindBlock("Bones", 0);
        using BufferObject<AffineTransform> block = new(gl, BufferTargetARB.UniformBuffer, BufferUsageARB.StreamDraw);
        block.Allocate(BodyTopology.MaxJoints);
        block.Write(0, bones);
        using BufferObject<Vector3> skinned = new(gl, BufferTargetARB.TransformFeedbackBuffer, BufferUsageARB.StreamRead);
        skinned.Allocate(mesh.Topology.VertexCount);
        gl.BindBufferBase(BufferTargetARB.UniformBuffer, 0, block.Id);
        gl.BindBufferBase(BufferTargetARB.TransformFeedbackBuffer, 0, skinned.Id);
        using RenderTarget target = new(gl, 1, 1, 0);
        gl.Enable(EnableCap.RasterizerDiscard);
        shader.Use();
        mesh.Vertices.Bind();
        gl.BeginTransformFeedback(PrimitiveType.Points);
        gl.DrawArrays(PrimitiveType.Points, 0, (uint)mesh.Topology.VertexCount);
        gl.EndTransformFeedback();
        gl.Disable(EnableCap.RasterizerDiscard);
        Vector3[] result = new Vector3[mesh.Topology.VertexCount];
        skinned.Read(result);
        return result;
    }
}
