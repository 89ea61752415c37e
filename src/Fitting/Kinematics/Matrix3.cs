namespace LivePose.Fitting;

/// <summary>A 3×3 matrix of doubles; M12 is row 1, column 2. It acts on column vectors.</summary>
/// <param name="M11">Row 1, column 1.</param>
/// <param name="M12">Row 1, column 2.</param>
/// <param name="M13">Row 1, column 3.</param>
/// <param name="M21">Row 2, column 1.</param>
/// <param name="M22">Row 2, column 2.</param>
/// <param name="M23">Row 2, column 3.</param>
/// <param name="M31">Row 3, column 1.</param>
/// <param name="M32">Row 3, column 2.</param>
/// <param name="M33">Row 3, column 3.</param>
public readonly record struct Matrix3(
    double M11, double M12, double M13, double M21, double M22, double M23, double M31, double M32, double M33)
{
    /// <summary>The identity.</summary>
    public static Matrix3 Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>Matrix product.</summary>
    public static Matrix3 operator *(in Matrix3 a, in Matrix3 b) => new(
        (a.M11 * b.M11) + (a.M12 * b.M21) + (a.M13 * b.M31),
        (a.M11 * b.M12) + (a.M12 * b.M22) + (a.M13 * b.M32),
        (a.M11 * b.M13) + (a.M12 * b.M23) + (a.M13 * b.M33),
        (a.M21 * b.M11) + (a.M22 * b.M21) + (a.M23 * b.M31),
        (a.M21 * b.M12) + (a.M22 * b.M22) + (a.M23 * b.M32),
        (a.M21 * b.M13) + (a.M22 * b.M23) + (a.M23 * b.M33),
        (a.M31 * b.M11) + (a.M32 * b.M21) + (a.M33 * b.M31),
        (a.M31 * b.M12) + (a.M32 * b.M22) + (a.M33 * b.M32),
        (a.M31 * b.M13) + (a.M32 * b.M23) + (a.M33 * b.M33));

    /// <summary>Matrix times column vector.</summary>
    public static Vector3D operator *(in Matrix3 a, Vector3D v) => new(
        (a.M11 * v.X) + (a.M12 * v.Y) + (a.M13 * v.Z),
        (a.M21 * v.X) + (a.M22 * v.Y) + (a.M23 * v.Z),
        (a.M31 * v.X) + (a.M32 * v.Y) + (a.M33 * v.Z));

    /// <summary>Sum.</summary>
    public static Matrix3 operator +(in Matrix3 a, in Matrix3 b) => new(
        a.M11 + b.M11, a.M12 + b.M12, a.M13 + b.M13,
        a.M21 + b.M21, a.M22 + b.M22, a.M23 + b.M23,
        a.M31 + b.M31, a.M32 + b.M32, a.M33 + b.M33);

    /// <summary>Scaled matrix.</summary>
    public static Matrix3 operator *(double s, in Matrix3 a) => new(
        s * a.M11, s * a.M12, s * a.M13, s * a.M21, s * a.M22, s * a.M23, s * a.M31, s * a.M32, s * a.M33);

    /// <summary>The cross-product matrix [v]×, with [v]× w = v × w.</summary>
    public static Matrix3 Skew(Vector3D v) => new(0, -v.Z, v.Y, v.Z, 0, -v.X, -v.Y, v.X, 0);

    /// <summary>Transposed matrix; the inverse of a rotation.</summary>
    public Matrix3 Transpose() => new(M11, M21, M31, M12, M22, M32, M13, M23, M33);

    /// <summary>First column.</summary>
    public Vector3D Column1 => new(M11, M21, M31);

    /// <summary>Second column.</summary>
    public Vector3D Column2 => new(M12, M22, M32);

    /// <summary>Third column.</summary>
    public Vector3D Column3 => new(M13, M23, M33);

    /// <summary>First row.</summary>
    public Vector3D Row1 => new(M11, M12, M13);

    /// <summary>Second row.</summary>
    public Vector3D Row2 => new(M21, M22, M23);

    /// <summary>Third row.</summary>
    public Vector3D Row3 => new(M31, M32, M33);

    /// <summary>Determinant.</summary>
    public double Determinant => Vector3D.Dot(Row1, Vector3D.Cross(Row2, Row3));

    /// <summary>Element in row and column 0, 1 or 2.</summary>
    public double this[int row, int column] => row switch
    {
        0 => Row1[column],
        1 => Row2[column],
        2 => Row3[column],
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "A matrix has rows 0, 1 and 2."),
    };

    /// <summary>Inverse of a symmetric positive definite or any other invertible matrix, by the adjugate.</summary>
    /// <returns>Elements are infinite or NaN when the matrix is singular.</returns>
    public Matrix3 Inverse()
    {
        Vector3D a = Vector3D.Cross(Row2, Row3), b = Vector3D.Cross(Row3, Row1), c = Vector3D.Cross(Row1, Row2);
        return (1 / Vector3D.Dot(Row1, a)) * new Matrix3(a.X, b.X, c.X, a.Y, b.Y, c.Y, a.Z, b.Z, c.Z);
    }
}
