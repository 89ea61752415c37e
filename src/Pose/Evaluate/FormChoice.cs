using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Evaluate;

/// <summary>A confidence form and the rule that makes a person's score of it.</summary>
/// <param name="Form">Confidence of a keypoint.</param>
/// <param name="Rule">Score of the person.</param>
public sealed record FormChoice(ConfidenceForm Form, InstanceScore Rule)
{
    /// <summary>The form's customary rule: the mean above 0.2, and for the calibration head the mean weighted by visibility.</summary>
    public static FormChoice Customary(ConfidenceForm form) => new(form, CustomaryRule(form));

    /// <summary><c>form</c> where the rule is customary, else <c>form:rule</c>.</summary>
    public string Name => Rule == CustomaryRule(Form) ? Form.Name : $"{Form.Name}:{Rule.Name}";

    /// <summary>Reads <c>form</c> or <c>form:rule</c>.</summary>
    /// <exception cref="ArgumentException">There is no such form or rule; the sentence lists those that exist.</exception>
    public static FormChoice Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        ConfidenceForm form = ConfidenceForms.Get(parts[0]);
        return parts.Length == 1 ? Customary(form) : new FormChoice(form, InstanceScore.Parse(parts[1]));
    }

    private static InstanceScore CustomaryRule(ConfidenceForm form) =>
        new(form == ConfidenceForms.Ccnet ? InstanceWeighting.VisibilitySoft : InstanceWeighting.Thresholded, TimesBoxScore: false);
}
