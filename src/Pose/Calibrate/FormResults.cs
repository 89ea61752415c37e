using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Calibrate;

/// <summary>The same poses of the same people under different confidence forms.</summary>
public static class FormResults
{
    /// <summary>The forms that this network's readings allow, without the calibration head.</summary>
    /// <param name="data">The network's answers.</param>
    public static IEnumerable<ConfidenceForm> Applicable(CalibrationData data)
    {
        bool spread = Array.TrueForAll(data.Readings, reading => reading.Spread > 0);
        return ConfidenceForms.All.Where(form => form.Area == AreaSource.None
            ? form.Name is "constant" or "raw" or "temperature" or "isotonic"
            : spread);
    }

    /// <summary>Every person's confidences by a form that needs no features.</summary>
    /// <param name="data">The network's answers.</param>
    /// <param name="form">One of <see cref="Applicable"/>.</param>
    /// <param name="parametersOf">What the form needs to know, for person n; measured without that person.</param>
    /// <param name="rule">Makes the person's score.</param>
    public static PoseResults Of(CalibrationData data, ConfidenceForm form, Func<int, ConfidenceParameters> parametersOf, InstanceScore rule)
    {
        int k = data.Keypoints.Count;
        return data.ToResults(
            form.Name,
            n =>
            {
                ConfidenceParameters parameters = parametersOf(n);
                AnnotatedPerson person = data.AnnotationOf(n);
                double area = form.PersonArea(person.Box.Area, data.Truth.AreaOf(person), parameters);
                Keypoint[] pose = new Keypoint[k];
                for (int i = 0; i < k; i++)
                {
                    KeypointReading reading = data.Readings[(n * k) + i];
                    float confidence = (float)form.Confidence(reading, i, data.FalloffSquared(n, i, area), parameters);
                    pose[i] = new Keypoint(0, 0, confidence, reading.Visibility);
                }

                return pose;
            },
            rule);
    }

    /// <summary>Every person's confidences and visibilities by a head.</summary>
    /// <param name="data">The network's answers.</param>
    /// <param name="name">Name of the form.</param>
    /// <param name="headOf">The head that judges person n; trained without that person.</param>
    /// <param name="rule">Makes the person's score.</param>
    public static PoseResults OfHead(CalibrationData data, string name, Func<int, CalibrationHead> headOf, InstanceScore rule)
    {
        HeadShape shape = data.Samples.Shape;
        float[] s = new float[shape.KeypointCount], v = new float[shape.KeypointCount];
        int own = shape.KeypointCount * shape.KeypointFeatures;
        return data.ToResults(
            name,
            n =>
            {
                headOf(n).Predict(data.Samples.SharedOf(n), data.Samples.Own.AsSpan(n * own, own), s, v);
                return [.. s.Zip(v, (confidence, visibility) => new Keypoint(0, 0, confidence, visibility))];
            },
            rule);
    }
}
