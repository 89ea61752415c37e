using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Calibrate;

/// <summary>Runs a network once over the annotated people of an image folder and keeps the result on disk.</summary>
public static class FeatureExtraction
{
    private const int PeopleBetweenFlushes = 256;

    /// <summary>Loads an image into a frame; returns null, or one sentence why it cannot be read.</summary>
    public delegate string? ImageLoader(string path, Frame frame);

    /// <summary>Extracts, or reads what was extracted before.</summary>
    /// <param name="model">The network.</param>
    /// <param name="truth">Annotations in COCO's layout.</param>
    /// <param name="imageFolder">Folder of the images that the annotations name.</param>
    /// <param name="cacheFolder">Folder for the cache; made when it is not there.</param>
    /// <param name="load">Reads images.</param>
    /// <param name="progress">Told of every image, or null.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <param name="cancel">Checked between images; what was extracted stays in the cache.</param>
    /// <exception cref="InvalidDataException">Nobody can be read, or a feature is not a number.</exception>
    public static CalibrationData Run(
        CalibrationModel model, GroundTruth truth, string imageFolder, string cacheFolder, ImageLoader load, IProgress<ExtractionProgress>? progress, ILogger logger, CancellationToken cancel)
    {
        List<(AnnotatedImage Image, string Path, int[] People)> images = Plan(truth, imageFolder, out string? missingImages);
        if (missingImages is not null)
        {
            progress?.Report(new ExtractionProgress(0, images.Sum(image => image.People.Length), missingImages));
        }

        Directory.CreateDirectory(cacheFolder);
        string key = Key(model, truth, images);
        Collected collected = new(model, truth);
        using FeatureCache cache = FeatureCache.Open(Path.Combine(cacheFolder, key + ".features"), model.Features, collected.Add);
        int total = images.Sum(image => image.People.Length);
        int known = collected.Count;
        if (images.Exists(image => image.People.Any(person => !collected.Has(person))))
        {
            string network = Path.Combine(cacheFolder, key + ".onnx");
            NetworkOptions options = new() { Descriptor = model.SaveWithFeatures(network), WarmBatch = 1 };
            using PersonReader reader = new(Network.Load(network, options, logger), model.Features);
            void Receive(CalibrationPerson person, ReadOnlySpan<KeypointReading> readings, ReadOnlySpan<float> shared, ReadOnlySpan<float> own)
            {
                collected.Add(person, readings, shared, own);
                cache.Append(person, readings, shared, own);
            }

            Frame frame = FramePool.OneFrame(new FrameLayout(0, 0));
            foreach ((AnnotatedImage image, string path, int[] people) in images)
            {
                if (cancel.IsCancellationRequested)
                {
                    reader.Flush(Receive);
                    cancel.ThrowIfCancellationRequested();
                }

                int[] missing = [.. people.Where(person => !collected.Has(person))];
                string? fault = missing.Length > 0 ? load(path, frame) : null;
                foreach (int person in fault is null ? missing : [])
                {
                    reader.Add(frame.Image, person, truth.People[person].Box.ToBox(), Receive);
                }

                if (collected.Count - known >= PeopleBetweenFlushes)
                {
                    known = collected.Count;
                    cache.Flush();
                }

                progress?.Report(new ExtractionProgress(collected.Count, total, fault is null ? null : $"{image.FileName} is skipped: {fault}"));
            }

            reader.Flush(Receive);
            progress?.Report(new ExtractionProgress(collected.Count, total, null));
        }

        return collected.ToData();
    }

    /// <summary>People that can be learnt from: annotated, with a labelled keypoint and a box, in an image that is there.</summary>
    /// <exception cref="FileNotFoundException">There is nobody.</exception>
    public static int CountPeople(GroundTruth truth, string imageFolder) => Plan(truth, imageFolder, out _).Sum(image => image.People.Length);

    /// <summary>Images that are there, each with the people that can be learnt from.</summary>
    private static List<(AnnotatedImage Image, string Path, int[] People)> Plan(GroundTruth truth, string imageFolder, out string? missing)
    {
        if (!Directory.Exists(imageFolder))
        {
            throw new FileNotFoundException($"The image folder '{imageFolder}' does not exist; check --images.");
        }

        ILookup<long, int> people = Enumerable.Range(0, truth.People.Count)
            .Where(i => !truth.People[i].IsCrowd && truth.People[i].CountLabelled(0, truth.Keypoints.Count) > 0 && truth.People[i].Box.Area > 0)
            .ToLookup(i => truth.People[i].ImageId);
        List<(AnnotatedImage Image, string Path, int[] People)> images = [.. truth.Images
            .Select(image => (image, Path: Path.Combine(imageFolder, image.FileName), People: people[image.Id].ToArray()))
            .Where(entry => entry.People.Length > 0)];
        int wanted = images.Count;
        (AnnotatedImage Image, string Path, int[] People) first = images.FirstOrDefault(image => !File.Exists(image.Path));
        images.RemoveAll(image => !File.Exists(image.Path));
        missing = images.Count == wanted ? null : $"{wanted - images.Count} of the {wanted} annotated images are not in '{imageFolder}', the first is '{first.Image.FileName}'";
        return images.Count > 0 ? images : throw new FileNotFoundException(
            wanted == 0
                ? $"{truth.Name}: nobody has a labelled keypoint and a box, so there is nothing to learn from."
                : $"None of the {wanted} annotated images of {truth.Name} is in '{imageFolder}', for example '{first.Image.FileName}'; check --images.");
    }

    private static string Key(CalibrationModel model, GroundTruth truth, List<(AnnotatedImage Image, string Path, int[] People)> images) => FeatureCache.Key(
    [
        model.FeatureSha256, DescriptorFile.ToJson(model.Descriptor),
        .. images.Select(image => $"{image.Image.FileName} {new FileInfo(image.Path).Length} {File.GetLastWriteTimeUtc(image.Path).Ticks}"),
        .. images.SelectMany(image => image.People).Select(i => $"{truth.People[i].Id} {truth.People[i].Box}"),
    ]);

    private sealed class Collected(CalibrationModel model, GroundTruth truth)
    {
        private readonly HashSet<int> _known = [];
        private readonly List<CalibrationPerson> _people = [];
        private readonly List<KeypointReading> _readings = [];
        private readonly List<float> _shared = [];
        private readonly List<float> _own = [];

        public int Count => _people.Count;

        public bool Has(int person) => _known.Contains(person);

        public void Add(CalibrationPerson person, ReadOnlySpan<KeypointReading> readings, ReadOnlySpan<float> shared, ReadOnlySpan<float> own)
        {
            if (!AllFinite(shared) || !AllFinite(own))
            {
                throw new InvalidDataException($"'{model.Path}' gives features that are not numbers for annotation {truth.People[person.Person].Id}; check the network's normalisation and precision.");
            }

            _known.Add(person.Person);
            _people.Add(person);
            _readings.AddRange(readings);
            _shared.AddRange(shared);
            _own.AddRange(own);
        }

        public CalibrationData ToData() => new(truth, model.Keypoints, model.Features, [.. _people], [.. _readings], [.. _shared], [.. _own]);

        private static bool AllFinite(ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                if (!float.IsFinite(value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
