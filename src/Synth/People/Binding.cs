namespace LivePose.Synth.People;

/// <summary>Three joints that move a vertex, and their weights, which add up to 1.</summary>
internal readonly record struct Binding(int A, float WeightA, int B = 0, float WeightB = 0, int C = 0, float WeightC = 0);
