namespace LivePose.Pose.Onnx;

/// <summary>Collects why each field of a descriptor has its value.</summary>
internal sealed class FieldNotes
{
    private readonly Dictionary<string, (FieldSource Source, string Reason)> _notes = new(StringComparer.Ordinal);

    /// <summary>The graph shows these fields.</summary>
    internal void Seen(string reason, params ReadOnlySpan<string> fields) => Note(FieldSource.Graph, reason, fields);

    /// <summary>Custom says these fields.</summary>
    internal void Custom(string reason, params ReadOnlySpan<string> fields) => Note(FieldSource.Custom, reason, fields);

    /// <summary>The note on a field; fields without one are the descriptor's defaults.</summary>
    internal (FieldSource Source, string Reason) Find(string field) =>
        _notes.TryGetValue(field, out (FieldSource, string) note) ? note : (FieldSource.Custom, "default");

    /// <summary>Replaces the note on a field.</summary>
    internal void Note(FieldSource source, string reason, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            _notes[field] = (source, reason);
        }
    }
}
