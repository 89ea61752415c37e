namespace LivePose.Fitting.Body;

/// <summary>One term of a weighted mean of joints or of vertices.</summary>
/// <param name="Index">Joint or vertex.</param>
/// <param name="Weight">Its share.</param>
public readonly record struct WeightedIndex(int Index, double Weight);
