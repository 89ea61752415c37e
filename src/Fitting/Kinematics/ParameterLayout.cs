namespace LivePose.Fitting;

/// <summary>Order of the unknowns in a step, a gradient and a normal matrix.</summary>
/// <remarks>
/// 24 rotations (3 each, tangent space, joint order), translation (3, metres), S shape coefficients, then the logarithm of the
/// focal length's scale. With S = 10 the body has 85 unknowns and the camera one.
/// </remarks>
/// <param name="ShapeCount">S.</param>
public readonly record struct ParameterLayout(int ShapeCount)
{
    /// <summary>Unknowns of one frame: rotations and translation.</summary>
    public const int PoseCount = (3 * BodyJoint.Count) + 3;

    /// <summary>First index of the translation.</summary>
    public const int Translation = 3 * BodyJoint.Count;

    /// <summary>First index of the shape coefficients.</summary>
    public const int Betas = PoseCount;

    /// <summary>Index of the logarithm of the focal length's scale.</summary>
    public int Focal => Betas + ShapeCount;

    /// <summary>Number of unknowns.</summary>
    public int Count => Focal + 1;

    /// <summary>Human name of an unknown, for messages.</summary>
    public string NameOf(int index)
    {
        const string Axes = "xyz";
        return index switch
        {
            < Translation => $"rotation {BodyJoint.Names[index / 3]}.{Axes[index % 3]}",
            < Betas => $"translation {Axes[index - Translation]}",
            _ when index < Focal => $"beta {index - Betas}",
            _ => "focal",
        };
    }
}
