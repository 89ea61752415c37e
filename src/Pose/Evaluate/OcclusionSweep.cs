using LivePose.Pose.Calibrate;
using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Evaluate;

/// <summary>A growing blur over one keypoint: a calibrated confidence falls together with the accuracy.</summary>
/// <remarks>Gu et al. 2023, the occlusion test: a Gaussian-blur patch grown over a keypoint, OKS and score plotted together.</remarks>
/// <param name="Keypoint">Name of the covered keypoint.</param>
/// <param name="PeopleCount">People whose keypoint is labelled as visible.</param>
/// <param name="Levels">From no blur to the largest square.</param>
/// <param name="Pearson">Correlation of confidence and OKS over all people and levels.</param>
/// <param name="Spearman">Rank correlation of the same.</param>
public sealed record OcclusionSweep(string Keypoint, int PeopleCount, IReadOnlyList<OcclusionLevel> Levels, double Pearson, double Spearman)
{
    /// <summary>Sides of the square over the square root of the person's area.</summary>
    public static IReadOnlyList<double> Sides { get; } = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>Runs a network on annotated people with one keypoint more and more covered.</summary>
    /// <param name="network">A pose network; its confidence is its fused head's where it has one, else its own score.</param>
    /// <param name="truth">Annotations with boxes and areas.</param>
    /// <param name="keypoint">Name of the keypoint to cover.</param>
    /// <param name="imageFolder">Folder of the images that the annotations name.</param>
    /// <param name="load">Reads an image.</param>
    /// <param name="cancel">Checked between images; images that cannot be read are passed over.</param>
    /// <exception cref="InvalidDataException">The keypoint is unknown to the annotations or the network, or nobody shows it.</exception>
    public static OcclusionSweep Run(
        Network network, GroundTruth truth, string keypoint, string imageFolder, FeatureExtraction.ImageLoader load, CancellationToken cancel)
    {
        using PoseReader reader = new(network);
        int index = truth.Keypoints.IndexOf(keypoint), own = reader.Keypoints.IndexOf(keypoint);
        if (index < 0 || own < 0)
        {
            throw new InvalidDataException($"Keypoint '{keypoint}' is not known to both the annotations and the network; choose one of {string.Join(", ", truth.Keypoints.Names.Intersect(reader.Keypoints.Names))}.");
        }

        ILookup<long, AnnotatedPerson> people = truth.People
            .Where(person => AnnotatedPeopleRun.IsEstimated(truth, person) && person.Keypoints[(3 * index) + 2] == 2)
            .ToLookup(person => person.ImageId);
        List<(double Oks, double Confidence)[]> sweeps = [];
        Frame frame = FramePool.OneFrame(new FrameLayout(0, 0));
        foreach (AnnotatedImage image in truth.Images.Where(image => people.Contains(image.Id)))
        {
            cancel.ThrowIfCancellationRequested();
            string path = Path.Combine(imageFolder, image.FileName);
            if (File.Exists(path) && load(path, frame) is null)
            {
                sweeps.AddRange(people[image.Id].Select(person => Sweep(reader, frame, truth, person, index, own)));
            }
        }

        return sweeps.Count > 0
            ? Summarise(keypoint, sweeps)
            : throw new InvalidDataException($"Nobody in the images of '{imageFolder}' shows a {keypoint}; choose another keypoint.");
    }

    private static (double Oks, double Confidence)[] Sweep(PoseReader reader, Frame frame, GroundTruth truth, AnnotatedPerson person, int keypoint, int own)
    {
        ReadOnlySpan<byte> original = frame.Image.Pixels[..(3 * frame.Width * frame.Height)];
        byte[] covered = original.ToArray();
        KeypointReading[] readings = new KeypointReading[reader.Keypoints.Count];
        (double, double)[] sweep = new (double, double)[Sides.Count];
        double x = person.Keypoints[3 * keypoint], y = person.Keypoints[(3 * keypoint) + 1], area = truth.AreaOf(person);
        for (int i = 0; i < sweep.Length; i++)
        {
            GaussianPatch.Blur(original, covered, frame.Width, frame.Height, x, y, Sides[i] * Math.Sqrt(area));
            CropTransform transform = reader.Read(new BgrImage(covered, frame.Width, frame.Height, 3 * frame.Width), person.Box.ToBox(), readings);
            (float px, float py) = transform.ToFrame(readings[own].X, readings[own].Y);
            double distance = ((px - x) * (px - x)) + ((py - y) * (py - y));
            sweep[i] = (Oks.OfKeypoint(distance, Oks.FalloffSquared(truth.Sigmas[keypoint], area)), readings[own].Score);
        }

        return sweep;
    }

    private static OcclusionSweep Summarise(string keypoint, List<(double Oks, double Confidence)[]> sweeps)
    {
        double[] confidences = [.. sweeps.SelectMany(sweep => sweep.Select(step => step.Confidence))];
        double[] accuracies = [.. sweeps.SelectMany(sweep => sweep.Select(step => step.Oks))];
        return new OcclusionSweep(
            keypoint,
            sweeps.Count,
            [.. Sides.Select((side, i) => new OcclusionLevel(side, sweeps.Average(sweep => sweep[i].Oks), sweeps.Average(sweep => sweep[i].Confidence)))],
            Correlation.Pearson(confidences, accuracies),
            Correlation.Spearman(confidences, accuracies));
    }
}
