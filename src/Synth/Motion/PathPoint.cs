using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A place on the ground and a direction to face.</summary>
/// <param name="X">To the right of a level camera, metres.</param>
/// <param name="Z">Towards it, metres.</param>
/// <param name="Heading">About the vertical; 0 faces +z, positive turns towards +x; radians.</param>
internal readonly record struct PathPoint(double X, double Z, double Heading)
{
    /// <summary>A point given from this place: left, up, forward.</summary>
    public Vector3D From(double left, double up, double forward)
    {
        (double sin, double cos) = Math.SinCos(Heading);
        return new Vector3D(X + (cos * left) + (sin * forward), up, Z - (sin * left) + (cos * forward));
    }
}
