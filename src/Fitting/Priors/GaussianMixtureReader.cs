using LivePose.Fitting.Arrays;

namespace LivePose.Fitting;

/// <summary>Reads a user's pose prior: SMPLify's <c>gmm_08.pkl</c>, or an <c>.npz</c> with the same three arrays.</summary>
public static class GaussianMixtureReader
{
    /// <summary>Reads a file with <c>means</c> [M, 69], <c>covars</c> [M, 69, 69] and <c>weights</c> [M]; nothing in it is executed.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or does not hold such arrays.</exception>
    public static GaussianMixture Read(string path)
    {
        using NamedArrays file = NamedArrays.Open(path);
        NdArray means = file.Read("means");
        if (means.Shape.Length != 2 || means.Shape[1] != GaussianMixture.Dimensions)
        {
            throw new InvalidDataException(
                $"'{file.File}' has means of shape {means.ShapeText}, expected [Gaussians, {GaussianMixture.Dimensions}]: a prior on SMPL's 23 body joints.");
        }

        return new GaussianMixture(file.Read("weights").ToDoubles(), means.ToDoubles(), file.Read("covars").ToDoubles());
    }
}
