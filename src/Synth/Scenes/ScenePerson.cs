using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.People;

namespace LivePose.Synth.Scenes;

/// <summary>A person in a scene.</summary>
/// <param name="Figure">The body.</param>
/// <param name="Look">Clothes, skin and hair.</param>
/// <param name="Body">Shape, pose and place in the world frame: the first rotation turns body to world, the translation is in world axes.</param>
public sealed record ScenePerson(Figure Figure, Appearance Look, BodyParameters Body)
{
    /// <summary>The same body in the camera's frame, as a fit would find it.</summary>
    /// <param name="view">World to camera, a rotation and a translation.</param>
    public BodyParameters InCamera(in AffineTransform view)
    {
        BodyParameters body = new(Body.Betas.Length);
        body.CopyFrom(Body);
        Matrix3 turn = new(
            view.Row0.X, view.Row0.Y, view.Row0.Z, view.Row1.X, view.Row1.Y, view.Row1.Z, view.Row2.X, view.Row2.Y, view.Row2.Z);
        body.Rotations[0] = turn * Body.Rotations[0];
        Vector3D pelvis = RestPelvis();
        body.Translation = (turn * (pelvis + Body.Translation)) + new Vector3D(view.Row0.W, view.Row1.W, view.Row2.W) - pelvis;
        return body;
    }

    /// <summary>The root joint of the shape at rest: the body turns about it before it is moved.</summary>
    private Vector3D RestPelvis()
    {
        double[] rest = Figure.Model.RestJoints, shape = Figure.Model.JointShape;
        double x = rest[0], y = rest[1], z = rest[2];
        for (int s = 0; s < Body.Betas.Length; s++)
        {
            int at = s * rest.Length;
            x += Body.Betas[s] * shape[at];
            y += Body.Betas[s] * shape[at + 1];
            z += Body.Betas[s] * shape[at + 2];
        }

        return new Vector3D(x, y, z);
    }
}
