using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>An arm or a leg by where its two bones point: outward (away from the body's middle), up, forward.</summary>
/// <remarks>The same numbers describe either side. Arms are seen from the chest, legs from the upright body, whichever way the pelvis leans.</remarks>
/// <param name="Upper">Direction of the upper arm or thigh; any length but 0.</param>
/// <param name="Lower">Direction of the forearm or shank; any length but 0.</param>
/// <param name="Twist">Of the forearm about itself (a hanging palm turns to the back), or of the toes outward, radians.</param>
/// <param name="End">Bend of the hand towards its palm; pitch of the sole against the ground, toes down; radians.</param>
internal readonly record struct Limb(Vector3D Upper, Vector3D Lower, double Twist = 0, double End = 0)
{
    /// <summary>A fraction t of the way from one to another.</summary>
    public static Limb Blend(in Limb a, in Limb b, double t) => new(
        Directions.Blend(a.Upper, b.Upper, t), Directions.Blend(a.Lower, b.Lower, t),
        a.Twist + (t * (b.Twist - a.Twist)), a.End + (t * (b.End - a.End)));

    /// <summary>The limb with noise on both directions and both angles.</summary>
    /// <param name="random">Source of noise.</param>
    /// <param name="spread">Of each component of a unit direction.</param>
    /// <param name="angle">Of twist and end, radians.</param>
    public Limb Varied(Random random, double spread, double angle) => new(
        Directions.Unit(Upper) + random.Normal(spread, spread, spread), Directions.Unit(Lower) + random.Normal(spread, spread, spread),
        Twist + random.Normal(angle), End + random.Normal(angle));
}
