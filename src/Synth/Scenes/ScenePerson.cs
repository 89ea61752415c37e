using LivePose.Fitting;
using LivePose.Synth.People;

namespace LivePose.Synth.Scenes;

/// <summary>A person in a scene.</summary>
/// <param name="Figure">The body.</param>
/// <param name="Look">Clothes, skin and hair.</param>
/// <param name="Body">Shape, pose and place in the world frame: the first rotation turns body to world, the translation is in world axes.</param>
public sealed record ScenePerson(Figure Figure, Appearance Look, BodyParameters Body);
