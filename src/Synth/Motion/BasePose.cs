namespace LivePose.Synth;

/// <summary>A pose by name.</summary>
/// <param name="Name">What the person does.</param>
/// <param name="Share">How often it is drawn, relative to the others.</param>
/// <param name="Stance">The pose.</param>
/// <param name="FreeArms">True where an arm may do something else without spoiling what the pose is.</param>
internal sealed record BasePose(string Name, double Share, Stance Stance, bool FreeArms = false);
