using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Measures on some people what the confidence forms need to know.</summary>
public static class FormFitting
{
    // A blob is the training target widened by the keypoint's own uncertainty; the narrowest ones show the target alone.
    private const double NarrowestShare = 0.05;

    /// <summary>Mean area, body-to-box ratio, target width, temperature and isotonic regression.</summary>
    /// <param name="data">All people.</param>
    /// <param name="people">Indices of those to measure on.</param>
    /// <param name="decoder">Heatmap families have a target width; the others regress σ.</param>
    public static ConfidenceParameters Fit(CalibrationData data, ReadOnlySpan<int> people, ModelDecoder decoder)
    {
        List<float> scores = [], targets = [];
        List<double> spreads = [], areas = [], boxes = [];
        int k = data.Keypoints.Count;
        foreach (int n in people)
        {
            AnnotatedPerson person = data.AnnotationOf(n);
            areas.Add(data.Truth.AreaOf(person));
            boxes.Add(person.Box.Area);
            for (int cell = n * k; cell < (n + 1) * k; cell++)
            {
                if (data.Samples.Labelled[cell])
                {
                    scores.Add(data.Readings[cell].Score);
                    targets.Add(data.Samples.Target[cell]);
                    spreads.Add(data.Readings[cell].Spread);
                }
            }
        }

        if (scores.Count == 0)
        {
            throw new InvalidDataException($"{data.Truth.Name}: none of the people to fit on has a labelled keypoint that the network has.");
        }

        float[] s = [.. scores], t = [.. targets];
        spreads.Sort();
        return new ConfidenceParameters
        {
            MeanArea = areas.Average(),
            BodyToBoxRatio = ConfidenceParameters.MeasureBodyToBoxRatio([.. areas], [.. boxes]),
            TargetWidth = decoder is ModelDecoder.Heatmap or ModelDecoder.SimCC ? spreads[(int)(NarrowestShare * spreads.Count)] : 0,
            Temperature = [TemperatureScaling.Fit(s, t)],
            Isotonic = [IsotonicRegression.Fit(s, t)],
        };
    }
}
