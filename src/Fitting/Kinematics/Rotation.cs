namespace LivePose.Fitting;

/// <summary>Rotations as matrices and as rotation vectors (axis times angle, radians): the maps between them and their derivatives.</summary>
/// <remarks>
/// J. Solà, J. Deray, D. Atchuthan, "A micro Lie theory for state estimation in robotics", arXiv 1812.01537, eq. 132 to 146.
/// A perturbation ω is always applied on the right: R exp(ω), that is, in the frame of the rotated thing.
/// </remarks>
public static class Rotation
{
    /// <summary>Below this squared angle, series replace quotients whose numerator and denominator both vanish.</summary>
    private const double SmallSquaredAngle = 1e-6;

    /// <summary>Rotation matrix of a rotation vector (Rodrigues).</summary>
    public static Matrix3 Exp(Vector3D v)
    {
        double t2 = v.LengthSquared;
        (double a, double b) = SineTerms(t2);
        double cos = 1 - (b * t2);
        return new Matrix3(
            cos + (b * v.X * v.X), (b * v.X * v.Y) - (a * v.Z), (b * v.X * v.Z) + (a * v.Y),
            (b * v.X * v.Y) + (a * v.Z), cos + (b * v.Y * v.Y), (b * v.Y * v.Z) - (a * v.X),
            (b * v.X * v.Z) - (a * v.Y), (b * v.Y * v.Z) + (a * v.X), cos + (b * v.Z * v.Z));
    }

    /// <summary>Rotation vector of a rotation matrix, of length at most π.</summary>
    /// <remarks>Goes through the quaternion, so it is exact near 0 and near π alike; at π the sign of the axis is arbitrary.</remarks>
    public static Vector3D Log(in Matrix3 r)
    {
        (double w, Vector3D q) = ToQuaternion(r);
        double n = q.Length;
        double scale = n < 1e-8 ? 2 / w : 2 * Math.Atan2(n, w) / n;
        return scale * q;
    }

    /// <summary>Right Jacobian J_r: exp(v + dv) ≈ exp(v) exp(J_r dv).</summary>
    public static Matrix3 RightJacobian(Vector3D v)
    {
        double t2 = v.LengthSquared;
        (_, double b) = SineTerms(t2);
        double t = Math.Sqrt(t2);
        double c = t2 < SmallSquaredAngle ? (1 / 6.0) - (t2 / 120) : (t - Math.Sin(t)) / (t2 * t);
        return Combine(1 - (c * t2), -b, c, v);
    }

    /// <summary>Inverse of the right Jacobian: log(exp(v) exp(ω)) ≈ v + J_r⁻¹ ω. Finite for all angles below 2π.</summary>
    public static Matrix3 RightJacobianInverse(Vector3D v)
    {
        double t2 = v.LengthSquared;
        double half = 0.5 * Math.Sqrt(t2);
        double d = t2 < SmallSquaredAngle ? (1 / 12.0) + (t2 / 720) : (1 - (half / Math.Tan(half))) / t2;
        return Combine(1 - (d * t2), 0.5, d, v);
    }

    /// <summary>The nearest rotation to a matrix that is nearly one: removes the drift of many products.</summary>
    public static Matrix3 Normalize(in Matrix3 r)
    {
        (double w, Vector3D q) = ToQuaternion(r);
        double s = 2 / ((w * w) + q.LengthSquared);
        return new Matrix3(
            1 - (s * ((q.Y * q.Y) + (q.Z * q.Z))), s * ((q.X * q.Y) - (w * q.Z)), s * ((q.X * q.Z) + (w * q.Y)),
            s * ((q.X * q.Y) + (w * q.Z)), 1 - (s * ((q.X * q.X) + (q.Z * q.Z))), s * ((q.Y * q.Z) - (w * q.X)),
            s * ((q.X * q.Z) - (w * q.Y)), s * ((q.Y * q.Z) + (w * q.X)), 1 - (s * ((q.X * q.X) + (q.Y * q.Y))));
    }

    /// <summary>The rotation a fraction t of the way from a to b along the shortest arc.</summary>
    public static Matrix3 Interpolate(in Matrix3 a, in Matrix3 b, double t) => a * Exp(t * Log(a.Transpose() * b));

    /// <summary>Quaternion (w, xyz) of a rotation matrix, w not negative; dividing by the largest component keeps it exact.</summary>
    /// <remarks>S. W. Shepperd, "Quaternion from rotation matrix", J. Guidance and Control 1(3), 1978.</remarks>
    public static (double W, Vector3D Xyz) ToQuaternion(in Matrix3 r)
    {
        double trace = r.M11 + r.M22 + r.M33;
        double w, x, y, z;
        if (trace >= Math.Max(r.M11, Math.Max(r.M22, r.M33)))
        {
            w = 0.5 * Math.Sqrt(1 + trace);
            double f = 0.25 / w;
            (x, y, z) = (f * (r.M32 - r.M23), f * (r.M13 - r.M31), f * (r.M21 - r.M12));
        }
        else if (r.M11 >= r.M22 && r.M11 >= r.M33)
        {
            x = 0.5 * Math.Sqrt(1 + r.M11 - r.M22 - r.M33);
            double f = 0.25 / x;
            (w, y, z) = (f * (r.M32 - r.M23), f * (r.M12 + r.M21), f * (r.M13 + r.M31));
        }
        else if (r.M22 >= r.M33)
        {
            y = 0.5 * Math.Sqrt(1 - r.M11 + r.M22 - r.M33);
            double f = 0.25 / y;
            (w, x, z) = (f * (r.M13 - r.M31), f * (r.M12 + r.M21), f * (r.M23 + r.M32));
        }
        else
        {
            z = 0.5 * Math.Sqrt(1 - r.M11 - r.M22 + r.M33);
            double f = 0.25 / z;
            (w, x, y) = (f * (r.M21 - r.M12), f * (r.M13 + r.M31), f * (r.M23 + r.M32));
        }

        return w < 0 ? (-w, new Vector3D(-x, -y, -z)) : (w, new Vector3D(x, y, z));
    }

    /// <summary>sin t / t and (1 - cos t) / t².</summary>
    private static (double A, double B) SineTerms(double t2)
    {
        if (t2 < SmallSquaredAngle)
        {
            return (1 - (t2 / 6) + (t2 * t2 / 120), 0.5 - (t2 / 24) + (t2 * t2 / 720));
        }

        double t = Math.Sqrt(t2);
        (double sin, double cos) = Math.SinCos(t);
        return (sin / t, (1 - cos) / t2);
    }

    /// <summary>identity · I + skew · [v]× + outer · v vᵀ.</summary>
    private static Matrix3 Combine(double identity, double skew, double outer, Vector3D v) => new(
        identity + (outer * v.X * v.X), (outer * v.X * v.Y) - (skew * v.Z), (outer * v.X * v.Z) + (skew * v.Y),
        (outer * v.X * v.Y) + (skew * v.Z), identity + (outer * v.Y * v.Y), (outer * v.Y * v.Z) - (skew * v.X),
        (outer * v.X * v.Z) - (skew * v.Y), (outer * v.Y * v.Z) + (skew * v.X), identity + (outer * v.Z * v.Z));
}
