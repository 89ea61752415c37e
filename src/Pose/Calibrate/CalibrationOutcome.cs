using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Calibrate;

/// <summary>A trained head and what every confidence form is worth on people whose images it was not fitted on.</summary>
/// <param name="Head">Trained on everybody, for as many epochs as served the folds best.</param>
/// <param name="Epochs">Those epochs.</param>
/// <param name="Forms">One score a form, before: <c>raw</c>, after: <c>ccnet</c>; AR is the same for all.</param>
/// <param name="Results">The poses that the scores were measured on, one set a form.</param>
/// <param name="Gains">What the head changes against the customary score, with 95 % intervals over images.</param>
public sealed record CalibrationOutcome(CalibrationHead Head, int Epochs, IReadOnlyList<FormScore> Forms, IReadOnlyList<PoseResults> Results, IReadOnlyList<CalibrationGain> Gains)
{
    /// <summary>The form with this name.</summary>
    public FormScore Form(string name) => Forms.First(form => form.Form == name);
}
