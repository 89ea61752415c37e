using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth;

/// <summary>What motions must know of a body: where its joints rest, how long its legs are and how high its ankles stand.</summary>
/// <remarks>Immutable; one serves all motions of one person.</remarks>
public sealed class Proportions
{
    /// <summary>A leg may be stretched to this part of its length, so that the knee never locks.</summary>
    private const double Stretch = 0.998;

    /// <summary>Where the heel is behind the ankle, in parts of the ball's way ahead.</summary>
    private const double HeelBehind = -0.4;

    private readonly Vector3D[] _rest;

    /// <summary>Measures a body.</summary>
    /// <param name="model">Any body with SMPL's joint tree.</param>
    /// <param name="betas">Its shape, shape [at most S].</param>
    public Proportions(BodyModel model, ReadOnlySpan<double> betas)
    {
        BodySkeleton skeleton = model.ToSkeleton();
        _rest = [.. skeleton.RestJoints];
        for (int j = 0; j < _rest.Length; j++)
        {
            for (int s = 0; s < betas.Length; s++)
            {
                _rest[j] += betas[s] * skeleton.JointShape[(j * skeleton.ShapeCount) + s];
            }
        }

        double floor = double.MaxValue;
        double[] vertices = LinearBlendSkinning.Shape(model, betas);
        for (int v = 1; v < vertices.Length; v += 3)
        {
            floor = Math.Min(floor, vertices[v]);
        }

        Vector3D ankle = _rest[BodyJoint.LeftAnkle];
        Leg = (_rest[BodyJoint.LeftKnee] - _rest[BodyJoint.LeftHip]).Length + (ankle - _rest[BodyJoint.LeftKnee]).Length;
        Ankle = ankle.Y - floor;
        Ball = _rest[BodyJoint.LeftFoot] - ankle;
        HipHalfWidth = _rest[BodyJoint.LeftHip].X - _rest[BodyJoint.Pelvis].X;
        StandingHeight = Ankle + (0.992 * Leg) + _rest[BodyJoint.Pelvis].Y - _rest[BodyJoint.LeftHip].Y;
    }

    /// <summary>Length of thigh and shank together, metres; motions are in proportion to it.</summary>
    public double Leg { get; }

    /// <summary>Height of the pelvis joint when standing, metres.</summary>
    public double StandingHeight { get; }

    /// <summary>Height of the ankle joint above the sole, metres.</summary>
    public double Ankle { get; }

    /// <summary>From the ankle to the ball of the left foot at rest, metres.</summary>
    public Vector3D Ball { get; }

    /// <summary>Half the distance of the hip joints, metres.</summary>
    public double HipHalfWidth { get; }

    /// <summary>The pelvis joint at rest, metres, body frame.</summary>
    internal Vector3D RestPelvis => _rest[BodyJoint.Pelvis];

    /// <summary>From one joint to another at rest, metres, body frame.</summary>
    internal Vector3D Bone(int from, int to) => _rest[to] - _rest[from];

    /// <summary>Height of the lowest heel or ball of a posed body above its pelvis joint, metres; negative when it stands.</summary>
    /// <param name="rotations">As <see cref="BodyParameters.Rotations"/>.</param>
    internal double LowestSole(Matrix3[] rotations)
    {
        double lowest = double.MaxValue;
        for (int hip = BodyJoint.LeftHip; hip <= BodyJoint.RightHip; hip++)
        {
            int knee = hip + 3, ankle = hip + 6; // SMPL numbers left and right side by side
            Matrix3 thigh = rotations[BodyJoint.Pelvis] * rotations[hip], shank = thigh * rotations[knee], foot = shank * rotations[ankle];
            double height = (rotations[BodyJoint.Pelvis] * Bone(BodyJoint.Pelvis, hip)).Y + (thigh * Bone(hip, knee)).Y + (shank * Bone(knee, ankle)).Y;
            double heel = (foot * new Vector3D(0, -Ankle, HeelBehind * Ball.Z)).Y, ball = (foot * new Vector3D(0, -Ankle, Ball.Z)).Y;
            lowest = Math.Min(lowest, height + Math.Min(heel, ball));
        }

        return lowest;
    }

    /// <summary>Poses the body with its feet where they are to be; the pelvis sinks where a planted foot would be out of reach.</summary>
    /// <param name="stance">Everything but the legs.</param>
    /// <param name="pelvis">Where the pelvis joint is to be, metres, world frame.</param>
    /// <param name="heading">Of the body, radians.</param>
    /// <param name="left">The left foot.</param>
    /// <param name="right">The right foot.</param>
    /// <param name="pose">Out: rotations and translation; the shape stays.</param>
    internal void Place(Stance stance, Vector3D pelvis, double heading, in FootPin left, in FootPin right, BodyParameters pose)
    {
        StanceSolver.Solve(stance, heading, pose);
        Matrix3 root = pose.Rotations[BodyJoint.Pelvis];
        Vector3D leftHip = root * (_rest[BodyJoint.LeftHip] - _rest[BodyJoint.Pelvis]);
        Vector3D rightHip = root * (_rest[BodyJoint.RightHip] - _rest[BodyJoint.Pelvis]);
        double height = Math.Min(pelvis.Y, Math.Min(Reach(pelvis + leftHip, left) - leftHip.Y, Reach(pelvis + rightHip, right) - rightHip.Y));
        pelvis = pelvis with { Y = height };
        pose.Translation = pelvis - _rest[BodyJoint.Pelvis];
        PlaceLeg(pose.Rotations, root, pelvis + leftHip, left, BodyJoint.LeftHip);
        PlaceLeg(pose.Rotations, root, pelvis + rightHip, right, BodyJoint.RightHip);
        StanceSolver.Limit(pose.Rotations);
    }

    /// <summary>Where the ankle is when the foot stands at a place, rolled about its ball (toes down) or its heel (toes up).</summary>
    /// <param name="place">The point under the ankle of a flat foot, and where the toes point.</param>
    /// <param name="pitch">Of the sole, toes down, radians.</param>
    /// <param name="lift">Height of the lowest point of the sole, metres.</param>
    internal FootPin Stand(in PathPoint place, double pitch, double lift = 0)
    {
        Vector3D pivot = pitch > 0 ? new Vector3D(0, Ball.Y, Ball.Z) : new Vector3D(0, -Ankle, HeelBehind * Ball.Z);
        Vector3D ankle = pivot + (Rotation.Exp(new Vector3D(pitch, 0, 0)) * -pivot);
        return new FootPin(place.From(0, Ankle + ankle.Y + lift, ankle.Z), place.Heading, pitch);
    }

    /// <summary>Highest place of a hip joint from which its foot can be reached, metres.</summary>
    private double Reach(Vector3D hip, in FootPin foot)
    {
        double x = hip.X - foot.Ankle.X, z = hip.Z - foot.Ankle.Z, leg = Stretch * Leg;
        return foot.Ankle.Y + Math.Sqrt(Math.Max((leg * leg) - (x * x) - (z * z), 0));
    }

    /// <summary>Hip, knee and ankle of one leg: the knee bends until the ankle is as far as it must be, then the hip turns it there.</summary>
    /// <remarks>With thigh a and shank b at rest, |a + Rx(θ) b|² = d² is an equation A + B cos θ + C sin θ = K.</remarks>
    private void PlaceLeg(Matrix3[] rotations, in Matrix3 root, Vector3D hip, in FootPin foot, int hipJoint)
    {
        int kneeJoint = hipJoint + 3, ankleJoint = hipJoint + 6, footJoint = hipJoint + 9; // SMPL numbers left and right side by side
        Vector3D a = _rest[kneeJoint] - _rest[hipJoint], b = _rest[ankleJoint] - _rest[kneeJoint], way = foot.Ankle - hip;
        double distance = Math.Min(way.Length, Stretch * Leg), across = (a.Y * b.Y) + (a.Z * b.Z), along = (a.Z * b.Y) - (a.Y * b.Z);
        double wanted = (0.5 * ((distance * distance) - a.LengthSquared - b.LengthSquared)) - (a.X * b.X);
        double bend = Math.Acos(Math.Clamp(wanted / Math.Sqrt((across * across) + (along * along)), -1, 1)) + Math.Atan2(along, across);
        Matrix3 knee = Rotation.Exp(new Vector3D(bend, 0, 0));
        (double sin, double cos) = Math.SinCos(foot.Yaw);
        Vector3D ahead = new Vector3D(0.5 * sin, 0.2, 0.5 * cos) + (0.5 * root.Column3); // between toes and belly, upward when the thigh lies
        Matrix3 thigh = Frame(way, ahead) * Frame(a + (knee * b), new Vector3D(0, 0, 1)).Transpose();
        Matrix3 sole = Rotation.Exp(new Vector3D(0, foot.Yaw, 0)) * Rotation.Exp(new Vector3D(foot.Pitch, 0, 0));
        rotations[hipJoint] = root.Transpose() * thigh;
        rotations[kneeJoint] = knee;
        rotations[ankleJoint] = (thigh * knee).Transpose() * sole;
        rotations[footJoint] = Rotation.Exp(new Vector3D(-Math.Clamp(foot.Pitch, 0, 0.8), 0, 0));
    }

    /// <summary>Axes along a vector, towards another, and across both.</summary>
    private static Matrix3 Frame(Vector3D along, Vector3D towards)
    {
        Vector3D x = Directions.Unit(along), y = Directions.Unit(Directions.Across(towards, x));
        return Directions.Columns(x, y, Vector3D.Cross(x, y));
    }
}
