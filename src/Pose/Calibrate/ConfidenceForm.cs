using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Calibrate;

/// <summary>A named way to turn what the network said about a keypoint into a confidence in [0, 1].</summary>
public sealed class ConfidenceForm
{
    private readonly Rule _rule;

    internal ConfidenceForm(string name, string meaning, AreaSource area, Rule rule)
    {
        Name = name;
        Meaning = meaning;
        Area = area;
        _rule = rule;
    }

    internal delegate double Rule(in KeypointReading reading, int keypoint, double falloffSquared, ConfidenceParameters parameters);

    /// <summary>Stable name, used on the command line and in files.</summary>
    public string Name { get; }

    /// <summary>One line for help texts and file headers.</summary>
    public string Meaning { get; }

    /// <summary>The area that <see cref="Confidence"/> must be given.</summary>
    public AreaSource Area { get; }

    /// <summary>The person's area for this form, frame px²; 1 for forms that do not use one.</summary>
    /// <param name="boxArea">Area of the person box, frame px².</param>
    /// <param name="trueArea">Annotated area, frame px²; 0 where there is no annotation.</param>
    /// <param name="parameters">Measured parameters.</param>
    /// <exception cref="InvalidOperationException">The form needs an area that is not known.</exception>
    public double PersonArea(double boxArea, double trueArea, ConfidenceParameters parameters)
    {
        double area = Area switch
        {
            AreaSource.Mean => parameters.MeanArea,
            AreaSource.Predicted => parameters.BodyToBoxRatio * boxArea,
            AreaSource.True => trueArea,
            _ => 1,
        };
        return area > 0 ? area : throw new InvalidOperationException(
            $"Confidence form '{Name}' needs the {(Area == AreaSource.Mean ? "mean area" : Area == AreaSource.True ? "annotated area" : "box area")}, which is not known here; choose 'raw' or calibrate the model.");
    }

    /// <summary>Confidence of one keypoint, in [0, 1], never NaN.</summary>
    /// <param name="reading">What the decoder read.</param>
    /// <param name="keypoint">Index, 0..K−1; chooses the fitted parameters.</param>
    /// <param name="falloffSquared">
    /// l² in crop px² (the pixels of the reading): <see cref="Oks.FalloffSquared"/> of <see cref="PersonArea"/>, times the square
    /// of the crop's scale (crop px per frame px).
    /// </param>
    /// <param name="parameters">Measured and fitted parameters.</param>
    public double Confidence(in KeypointReading reading, int keypoint, double falloffSquared, ConfidenceParameters parameters)
    {
        double confidence = _rule(in reading, keypoint, falloffSquared, parameters);
        return confidence > 0 ? Math.Min(confidence, 1) : 0;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
