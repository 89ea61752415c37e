using LivePose.Testing;

namespace LivePose.Fitting.Tests;

public class BodyKinematicsTests
{
    private static readonly BodySkeleton Skeleton = AnthropometricSkeleton.Create();

    private readonly KeypointRig _rig = new(Skeleton, KeypointSets.Coco17);

    [Fact]
    public void RestPoseIsTheMeanSkeleton()
    {
        BodyKinematics body = new(Skeleton, _rig);
        body.Update(new BodyParameters(Skeleton.ShapeCount));
        Assert.Equal(Skeleton.RestJoints, body.Joints, (a, b) => (a - b).Length < 1e-12);
    }

    [Fact]
    public void AgreesWithHomogeneousTransforms()
    {
        // The plain definition (Loper et al. 2015, eq. 4): a product of 4×4 transforms along the chain.
        Random random = new(1);
        for (int trial = 0; trial < 20; trial++)
        {
            BodyParameters p = BodyGenerators.AnyBody(random, Skeleton.ShapeCount);
            BodyKinematics body = new(Skeleton, _rig);
            body.Update(p);
            for (int j = 0; j < BodyJoint.Count; j++)
            {
                Vector3D x = default;
                for (int k = j; k >= 0; k = Skeleton.Parents[k])
                {
                    Vector3D bone = RestJoint(k, p.Betas) - (k == 0 ? default : RestJoint(Skeleton.Parents[k], p.Betas));
                    x = (k == j ? default : p.Rotations[k] * x) + bone;
                }

                Assert.True((x + p.Translation - body.Joints[j]).Length < 1e-12);
            }
        }
    }

    [Fact]
    public void MovingTheWholeBodyMovesEveryPoint()
    {
        BodyParameters p = BodyGenerators.AnyBody(new Random(2), Skeleton.ShapeCount);
        BodyKinematics body = new(Skeleton, _rig);
        body.Update(p);
        Vector3D[] before = [.. body.Keypoints];
        p.Translation += new Vector3D(1, 2, 3);
        body.Update(p);
        Assert.All(before.Zip(body.Keypoints), pair => Assert.True((pair.Second - pair.First - new Vector3D(1, 2, 3)).Length < 1e-12));
    }

    [Fact]
    public void TheLeftIsTheMirrorOfTheRight()
    {
        BodyKinematics body = new(Skeleton, _rig);
        body.Update(new BodyParameters(Skeleton.ShapeCount));
        for (int k = 0; k < _rig.Count; k++)
        {
            Vector3D a = body.Keypoints[k], b = body.Keypoints[KeypointSets.Coco17.Mirror[k]];
            Assert.True((a - new Vector3D(-b.X, b.Y, b.Z)).Length < 1e-12, KeypointSets.Coco17.Names[k]);
        }
    }

    [Fact]
    public void JacobiansAgreeWithFiniteDifferences()
    {
        Random random = new(3);
        for (int trial = 0; trial < 5; trial++)
        {
            BodyParameters p = BodyGenerators.AnyBody(random, Skeleton.ShapeCount);
            BodyKinematics body = new(Skeleton, _rig);
            body.Update(p);
            body.UpdateDerivatives();
            for (int k = 0; k < _rig.Count; k++)
            {
                CheckPoint(body, p, Dense(body, (c, j) => body.KeypointJacobian(k, c, j)), b => b.Keypoints[k], _rig.Set.Names[k]);
            }

            for (int j = 0; j < BodyJoint.Count; j++)
            {
                CheckPoint(body, p, Dense(body, (c, v) => body.JointJacobian(j, c, v)), b => b.Joints[j], BodyJoint.Names[j]);
            }
        }
    }

    [Fact]
    public void AllocatesNothing()
    {
        BodyParameters p = BodyGenerators.AnyBody(new Random(4), Skeleton.ShapeCount);
        BodyKinematics body = new(Skeleton, _rig);
        int[] columns = new int[body.Layout.Count];
        Vector3D[] jacobian = new Vector3D[body.Layout.Count];
        Allocation.AssertSteady(Pass);

        void Pass()
        {
            body.Update(p);
            body.UpdateDerivatives();
            for (int k = 0; k < _rig.Count; k++)
            {
                body.KeypointJacobian(k, columns, jacobian);
            }
        }
    }

    [Fact]
    public void RefusesASkeletonThatIsNotATree()
    {
        int[] parents = [.. BodyJoint.Parents];
        parents[5] = 7;
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            new BodySkeleton(parents, Skeleton.RestJoints, Skeleton.JointShape, Skeleton.Attachments));
        Assert.Contains("Joint 5 has parent 7", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesASetWithNoPlaceOnTheBody()
    {
        KeypointSet strange = new("strange", ["a", "b", "c", "d"], new float[4], [0, 1, 2, 3], []);
        Assert.Contains("strange", Assert.Throws<ArgumentException>(() => new KeypointRig(Skeleton, strange)).Message, StringComparison.Ordinal);
    }

    private static Vector3D RestJoint(int joint, double[] betas)
    {
        Vector3D x = Skeleton.RestJoints[joint];
        for (int s = 0; s < betas.Length; s++)
        {
            x += betas[s] * Skeleton.JointShape[(joint * betas.Length) + s];
        }

        return x;
    }

    private delegate int Jacobian(int[] columns, Vector3D[] jacobian);

    private static Vector3D[] Dense(BodyKinematics body, Jacobian compute)
    {
        int[] columns = new int[body.Layout.Count];
        Vector3D[] compact = new Vector3D[body.Layout.Count], dense = new Vector3D[body.Layout.Count];
        int count = compute(columns, compact);
        for (int i = 0; i < count; i++)
        {
            dense[columns[i]] = compact[i];
        }

        return dense;
    }

    private static void CheckPoint(
        BodyKinematics body, BodyParameters at, Vector3D[] analytic, Func<BodyKinematics, Vector3D> point, string name)
    {
        const double H = 1e-6;
        BodyKinematics moved = new(body.Skeleton, body.Rig);
        BodyParameters p = new(at.Betas.Length);
        double[] step = new double[body.Layout.Count];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = H;
            at.Retract(step, p);
            moved.Update(p);
            Vector3D plus = point(moved);
            step[i] = -H;
            at.Retract(step, p);
            moved.Update(p);
            Vector3D numeric = (0.5 / H) * (plus - point(moved));
            step[i] = 0;
            Assert.True((numeric - analytic[i]).Length < 1e-8, $"{name} by {body.Layout.NameOf(i)}: {analytic[i]} analytic, {numeric} numeric");
        }
    }
}
