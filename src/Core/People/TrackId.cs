namespace LivePose;

/// <summary>Identity of a person: stable over frames, never reused in a session. <c>default</c> = not tracked yet.</summary>
/// <param name="Value">1, 2, 3, ...; 0 = none.</param>
public readonly record struct TrackId(int Value)
{
    /// <summary>False before the tracker has seen the person.</summary>
    public bool IsAssigned => Value != 0;
}
