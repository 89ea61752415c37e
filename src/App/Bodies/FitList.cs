using LivePose.Fitting;

namespace LivePose.App.Bodies;

/// <summary>The fits of one frame. Reused from frame to frame; grows, never shrinks.</summary>
/// <param name="shapeCount">Shape coefficients of the body.</param>
internal sealed class FitList(int shapeCount)
{
    private (int Id, BodyFit Fit)[] _fits = [];

    /// <summary>People in use.</summary>
    public int Count { get; private set; }

    /// <summary>Identity and fit of each person.</summary>
    public ReadOnlySpan<(int Id, BodyFit Fit)> People => _fits.AsSpan(0, Count);

    /// <summary>Removes everyone.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a person, whose fit is then to be filled.</summary>
    public void Add(int id)
    {
        if (Count == _fits.Length)
        {
            Array.Resize(ref _fits, Math.Max(2, 2 * Count));
            for (int i = Count; i < _fits.Length; i++)
            {
                _fits[i].Fit = new BodyFit(shapeCount);
            }
        }

        _fits[Count++].Id = id;
    }

    /// <summary>Takes over what is needed to draw other fits: whether they are good, pose, place, shape and joints.</summary>
    public void CopyFrom(ReadOnlySpan<(int Id, BodyFit Fit)> others)
    {
        Clear();
        foreach ((int id, BodyFit fit) in others)
        {
            Add(id);
            BodyFit copy = _fits[Count - 1].Fit;
            copy.Rejection = fit.Rejection;
            copy.Parameters.CopyFrom(fit.Parameters);
            fit.Joints.CopyTo(copy.Joints, 0);
        }
    }
}
