using System.Numerics;
using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Skinning weights of the built-in body: every joint takes over from its parent across a soft plane.</summary>
/// <remarks>
/// The share of a joint's subtree rises smoothly from 0 to 1 across the plane through the joint; a joint keeps what its children
/// do not take. The shares are then smoothed over the mesh, cut to the four largest and scaled to sum 1.
/// </remarks>
internal static class SkinRegions
{
    private const int MaxJoints = 4;

    private const int SmoothingRounds = 3;

    /// <summary>Planes of the middle and the left half: a joint, a point, the direction towards the child, half the width of the transition.</summary>
    private static readonly (int Joint, Vector3 Point, Vector3 Direction, float Half)[] Planes =
    [
        (BodyJoint.Spine1, new(0, 1.020f, 0), new(0, 1, .05f), .065f),
        (BodyJoint.Spine2, new(0, 1.140f, 0), new(0, 1, 0), .065f),
        (BodyJoint.Spine3, new(0, 1.235f, 0), new(0, 1, 0), .055f),
        (BodyJoint.Neck, new(0, 1.440f, -.035f), new(0, .96f, .28f), .040f),
        (BodyJoint.Head, new(0, 1.520f, -.015f), new(0, .85f, .52f), .030f),
        (BodyJoint.LeftCollar, new(.062f, 1.358f, 0), new(.95f, .31f, 0), .055f),
        (BodyJoint.LeftShoulder, new(.166f, 1.350f, 0), new(.93f, .37f, 0), .055f),
        (BodyJoint.LeftElbow, new(.435f, 1.376f, 0), new(1, 0, 0), .050f),
        (BodyJoint.LeftWrist, new(.684f, 1.376f, 0), new(1, 0, 0), .024f),
        (BodyJoint.LeftHand, new(.776f, 1.376f, 0), new(1, 0, 0), .016f),
        (BodyJoint.LeftHip, new(.086f, .880f, 0), new(.42f, -.90f, 0), .065f),
        (BodyJoint.LeftKnee, new(.103f, .475f, 0), new(0, -1, 0), .060f),
        (BodyJoint.LeftAnkle, new(.108f, .080f, -.035f), new(0, -.94f, .34f), .030f),
        (BodyJoint.LeftFoot, new(.121f, .022f, .095f), new(0, 0, 1), .020f),
    ];

    /// <summary>Weights [V, 24].</summary>
    public static CsrMatrix Weigh(BuiltInMesh mesh)
    {
        int count = mesh.Vertices.Length;
        double[] shares = new double[count * BodyJoint.Count];
        for (int v = 0; v < count; v++)
        {
            Share(mesh.Vertices[v], shares.AsSpan(v * BodyJoint.Count, BodyJoint.Count));
        }

        shares = Smooth(mesh, shares);
        for (int v = 0; v < count; v++)
        {
            Trim(shares.AsSpan(v * BodyJoint.Count, BodyJoint.Count));
        }

        return CsrMatrix.FromDense(shares, count, BodyJoint.Count);
    }

    private static void Share(Vector3 p, Span<double> shares)
    {
        Span<double> subtree = stackalloc double[BodyJoint.Count];
        subtree[0] = 1;
        foreach ((int joint, Vector3 point, Vector3 direction, float half) in Planes)
        {
            subtree[joint] = Beyond(p, joint, point, direction, half);
            if (BodyJoint.Mirror[joint] != joint)
            {
                subtree[BodyJoint.Mirror[joint]] = Beyond(p with { X = -p.X }, joint, point, direction, half);
            }
        }

        for (int j = 1; j < BodyJoint.Count; j++)
        {
            subtree[j] *= subtree[BodyJoint.Parents[j]];
        }

        for (int j = 0; j < BodyJoint.Count; j++)
        {
            shares[j] += subtree[j];
            if (j > 0)
            {
                shares[BodyJoint.Parents[j]] -= subtree[j];
            }
        }

        for (int j = 0; j < BodyJoint.Count; j++)
        {
            shares[j] = Math.Max(0, shares[j]);
        }
    }

    private static double Beyond(Vector3 p, int joint, Vector3 point, Vector3 direction, float half)
    {
        float share = Sculpt.Step(Vector3.Dot(p - point, Vector3.Normalize(direction)), -half, 2 * half);
        return joint switch
        {
            BodyJoint.Neck => share * (1 - Sculpt.Step(MathF.Abs(p.X), .080f, .060f)), // not the raised shoulders
            BodyJoint.LeftHip => share * Sculpt.Step(p.X, -.018f, .036f), // thighs part in the middle
            BodyJoint.LeftCollar => share * Math.Max(
                Sculpt.Step(p.X, .19f, .06f), Sculpt.Step(p.Y, 1.225f, .12f) * (1 - Sculpt.Step(p.Y, 1.425f, .05f))), // not the ribs, not the neck
            BodyJoint.LeftShoulder => share * Math.Max(Sculpt.Step(p.X, .19f, .06f), Sculpt.Step(p.Y, 1.243f, .06f)),
            BodyJoint.LeftKnee or BodyJoint.LeftAnkle => p.X > 0 ? share : 0,
            _ => share,
        };
    }

    private static double[] Smooth(BuiltInMesh mesh, double[] shares)
    {
        for (int round = 0; round < SmoothingRounds; round++)
        {
            double[] sum = new double[shares.Length];
            int[] degree = new int[mesh.Vertices.Length];
            for (int f = 0; f < mesh.Faces.Length; f += 3)
            {
                for (int e = 0; e < 3; e++)
                {
                    (int a, int b) = (mesh.Faces[f + e], mesh.Faces[f + ((e + 1) % 3)]);
                    degree[a]++;
                    for (int j = 0; j < BodyJoint.Count; j++)
                    {
                        sum[(a * BodyJoint.Count) + j] += shares[(b * BodyJoint.Count) + j];
                    }
                }
            }

            for (int i = 0; i < shares.Length; i++)
            {
                sum[i] = (.5 * shares[i]) + (.5 * sum[i] / degree[i / BodyJoint.Count]);
            }

            shares = Symmetric(mesh, sum);
        }

        return shares;
    }

    /// <summary>Removes the rounding and the uneven diagonals that tell the sides apart.</summary>
    private static double[] Symmetric(BuiltInMesh mesh, double[] shares)
    {
        double[] result = new double[shares.Length];
        for (int v = 0; v < mesh.Vertices.Length; v++)
        {
            for (int j = 0; j < BodyJoint.Count; j++)
            {
                double own = shares[(v * BodyJoint.Count) + j], other = shares[(mesh.Mirror[v] * BodyJoint.Count) + BodyJoint.Mirror[j]];
                result[(v * BodyJoint.Count) + j] = (own + other) / 2;
            }
        }

        return result;
    }

    private static void Trim(Span<double> shares)
    {
        double[] sorted = [.. shares.ToArray().OrderDescending()];
        double least = Math.Max(sorted[MaxJoints] + 1e-12, 1e-3), sum = 0;
        foreach (ref double share in shares)
        {
            share = share >= least ? share : 0;
            sum += share;
        }

        foreach (ref double share in shares)
        {
            share /= sum;
        }
    }
}
