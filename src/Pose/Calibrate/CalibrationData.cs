using LivePose.Pose.Crop;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Calibrate;

/// <summary>The frozen network's answers on annotated people: what a head is trained on, and what every confidence form is compared on.</summary>
public sealed class CalibrationData
{
    private readonly KeypointMapping _toTruth;

    /// <summary>Joins answers and annotations.</summary>
    /// <param name="truth">Annotations.</param>
    /// <param name="keypoints">The network's keypoints; those of the same name in the annotations are trained.</param>
    /// <param name="shape">Sizes of the head.</param>
    /// <param name="people">People that the network was run on.</param>
    /// <param name="readings">Its readings, crop px, shape [N, K].</param>
    /// <param name="shared">x, shape [N, F].</param>
    /// <param name="own">y, shape [N, K, G].</param>
    /// <exception cref="InvalidDataException">The annotations share no keypoint with the network, or there is nobody.</exception>
    public CalibrationData(
        GroundTruth truth, KeypointSet keypoints, HeadShape shape, CalibrationPerson[] people, KeypointReading[] readings, ReadOnlySpan<float> shared, ReadOnlySpan<float> own)
    {
        if (people.Length == 0)
        {
            throw new InvalidDataException($"{truth.Name}: none of its people with labelled keypoints is in an image that can be read; check --images.");
        }

        Truth = truth;
        Keypoints = keypoints;
        People = people;
        Readings = readings;
        _toTruth = new KeypointMapping(keypoints, truth.Keypoints);
        Samples = new HeadSamples(shape, people.Length);
        shared.CopyTo(Samples.Shared);
        own.CopyTo(Samples.Own);
        Label();
    }

    /// <summary>Annotations.</summary>
    public GroundTruth Truth { get; }

    /// <summary>The network's keypoints.</summary>
    public KeypointSet Keypoints { get; }

    /// <summary>People, shape [N].</summary>
    public CalibrationPerson[] People { get; }

    /// <summary>Readings in crop px, shape [N, K].</summary>
    public KeypointReading[] Readings { get; }

    /// <summary>Features and targets.</summary>
    public HeadSamples Samples { get; }

    /// <summary>The annotation of a person.</summary>
    public AnnotatedPerson AnnotationOf(int n) => Truth.People[People[n].Person];

    /// <summary>l² of a network keypoint in crop px², for an area in frame px².</summary>
    public double FalloffSquared(int n, int keypoint, double area)
    {
        CropTransform transform = People[n].Transform;
        return Oks.FalloffSquared(Keypoints.Sigmas[keypoint], area) / (transform.StepX * transform.StepY);
    }

    /// <summary>The same poses in the annotations' keypoint order, for the evaluation.</summary>
    /// <param name="name">Name of the confidence form.</param>
    /// <param name="pose">Confidence and visibility of each network keypoint of person n, shape [K]; positions are not read.</param>
    /// <param name="rule">Makes the person's score.</param>
    public PoseResults ToResults(string name, Func<int, Keypoint[]> pose, InstanceScore rule)
    {
        int j = Truth.Keypoints.Count;
        double[] positions = new double[People.Length * j * 2], confidences = new double[People.Length * j], visibilities = new double[People.Length * j];
        double[] scores = new double[People.Length];
        ReadOnlySpan<int> sources = _toTruth.Sources;
        Keypoint[] mapped = new Keypoint[_toTruth.SharedCount];
        for (int n = 0; n < People.Length; n++)
        {
            Keypoint[] keypoints = pose(n);
            int count = 0;
            for (int t = 0; t < j; t++)
            {
                if (sources[t] >= 0)
                {
                    KeypointReading reading = Readings[(n * Keypoints.Count) + sources[t]];
                    (float x, float y) = People[n].Transform.ToFrame(reading.X, reading.Y);
                    (positions[2 * ((n * j) + t)], positions[(2 * ((n * j) + t)) + 1]) = (x, y);
                    confidences[(n * j) + t] = keypoints[sources[t]].Confidence;
                    visibilities[(n * j) + t] = keypoints[sources[t]].Visibility;
                    mapped[count++] = keypoints[sources[t]];
                }
            }

            scores[n] = rule.Of(mapped, 1);
        }

        return new PoseResults
        {
            Name = name,
            KeypointCount = j,
            ImageIds = [.. Enumerable.Range(0, People.Length).Select(n => AnnotationOf(n).ImageId)],
            Scores = scores,
            Positions = positions,
            Confidences = confidences,
            Visibilities = visibilities,
            Areas = [.. Enumerable.Range(0, People.Length).Select(n => AnnotationOf(n).Box.Area)],
            AnnotationIds = [.. Enumerable.Range(0, People.Length).Select(n => AnnotationOf(n).Id)],
        };
    }

    /// <summary>The annotations of some people only, for an evaluation that others must not enter.</summary>
    public GroundTruth TruthOf(IEnumerable<int> people)
    {
        AnnotatedPerson[] chosen = [.. people.Select(AnnotationOf)];
        HashSet<long> images = [.. chosen.Select(person => person.ImageId)];
        return new GroundTruth(Truth.Name, Truth.Keypoints, Truth.Protocol, [.. Truth.Images.Where(image => images.Contains(image.Id))], chosen);
    }

    /// <summary>s_k and v_k of every keypoint, and the image of every person.</summary>
    private void Label()
    {
        ReadOnlySpan<int> sources = new KeypointMapping(Truth.Keypoints, Keypoints).Sources;
        for (int k = 0; k < sources.Length; k++)
        {
            Samples.Annotated[k] = sources[k] >= 0;
        }

        if (!Samples.Annotated.Contains(true))
        {
            throw new InvalidDataException($"{Truth.Name} labels the keypoints of {Truth.Keypoints.Id}, of which the network's {Keypoints.Id} has none by the same name.");
        }

        for (int n = 0; n < People.Length; n++)
        {
            AnnotatedPerson person = AnnotationOf(n);
            Samples.Image[n] = Truth.IndexOfImage(person.ImageId);
            for (int k = 0; k < sources.Length; k++)
            {
                int cell = (n * sources.Length) + k;
                if (sources[k] >= 0 && person.IsLabelled(sources[k]))
                {
                    (float x, float y) = People[n].Transform.ToFrame(Readings[cell].X, Readings[cell].Y);
                    double dx = x - person.Keypoints[3 * sources[k]], dy = y - person.Keypoints[(3 * sources[k]) + 1];
                    double falloff = Oks.FalloffSquared(Truth.Sigmas[sources[k]], Truth.AreaOf(person));
                    Samples.Labelled[cell] = true;
                    Samples.Target[cell] = (float)Oks.OfKeypoint((dx * dx) + (dy * dy), falloff);
                }
            }
        }
    }
}
