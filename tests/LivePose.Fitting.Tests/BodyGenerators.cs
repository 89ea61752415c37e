namespace LivePose.Fitting.Tests;

/// <summary>Random bodies for tests.</summary>
internal static class BodyGenerators
{
    /// <summary>A standard normal number.</summary>
    public static double Normal(this Random random)
    {
        double u = 1 - random.NextDouble();
        return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>A vector of independent normal components.</summary>
    public static Vector3D NormalVector(this Random random, double sigma) =>
        sigma * new Vector3D(random.Normal(), random.Normal(), random.Normal());

    /// <summary>Every rotation, the translation, the shape and the focal length moved at random; about 3 m before the camera.</summary>
    public static BodyParameters AnyBody(Random random, int shapeCount, double rotationSigma = 0.5)
    {
        BodyParameters body = new(shapeCount);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            body.Rotations[j] = Rotation.Exp(random.NormalVector(rotationSigma));
        }

        body.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * body.Rotations[0];
        body.Translation = new Vector3D(0.2 * random.Normal(), 0.2 * random.Normal(), 3 + (0.2 * random.Normal()));
        for (int s = 0; s < shapeCount; s++)
        {
            body.Betas[s] = random.Normal();
        }

        body.LogFocalScale = 0.05 * random.Normal();
        return body;
    }
}
