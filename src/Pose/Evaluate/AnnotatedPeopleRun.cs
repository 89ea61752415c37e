using LivePose.Pose.Calibrate;
using LivePose.Pose.Crop;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Evaluate;

/// <summary>Runs a pose network on the boxes of annotated people: the evaluation with ground-truth boxes.</summary>
/// <remarks>
/// Every person with a labelled keypoint gets a pose; keypoints that the network lacks stay at (0, 0) with score 0. An image that is
/// missing or cannot be read is reported and left out of the ground truth too, so that it costs no recall.
/// </remarks>
public static class AnnotatedPeopleRun
{
    /// <summary>Estimates the poses.</summary>
    /// <param name="network">A pose network.</param>
    /// <param name="truth">Annotations with boxes.</param>
    /// <param name="imageFolder">Folder of the images that the annotations name.</param>
    /// <param name="load">Reads an image; called in the order of the annotated images.</param>
    /// <param name="skipped">Told one sentence of each image that is left out.</param>
    /// <param name="cancel">Checked between images.</param>
    /// <returns>The annotations of the images that were read, and their poses.</returns>
    /// <exception cref="InvalidDataException">The network shares no keypoint with the annotations, or no image can be read.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static (GroundTruth Seen, PoseResults Results) Run(
        Network network, GroundTruth truth, string imageFolder, FeatureExtraction.ImageLoader load, Action<string> skipped, CancellationToken cancel)
    {
        if (!Directory.Exists(imageFolder))
        {
            throw new DirectoryNotFoundException($"The image folder '{imageFolder}' does not exist; check --images.");
        }

        using PoseReader reader = new(network, ReadingDetail.Spread | ReadingDetail.SecondPeak);
        PoseColumns columns = new(truth, reader.Keypoints);
        ILookup<long, AnnotatedPerson> people = truth.People.ToLookup(person => person.ImageId);
        List<AnnotatedImage> seen = [];
        List<(AnnotatedPerson Person, CropTransform Transform)> batch = [];
        Frame frame = FramePool.OneFrame(new FrameLayout(0, 0));
        foreach (AnnotatedImage image in truth.Images.Where(image => people.Contains(image.Id)))
        {
            cancel.ThrowIfCancellationRequested();
            if (load(Path.Combine(imageFolder, image.FileName), frame) is string fault)
            {
                skipped($"{image.FileName} is left out: {fault}");
                continue;
            }

            seen.Add(image);
            foreach (AnnotatedPerson person in people[image.Id].Where(person => IsEstimated(truth, person)))
            {
                CropTransform transform = reader.CropOf(person.Box.ToBox());
                reader.Load(frame.Image, transform, batch.Count);
                batch.Add((person, transform));
                if (batch.Count == reader.MaxBatch)
                {
                    Flush(reader, batch, columns);
                }
            }
        }

        Flush(reader, batch, columns);
        return seen.Count == 0
            ? throw new InvalidDataException($"None of the {truth.Images.Count} images of {truth.Name} could be read in '{imageFolder}'; check --images.")
            : (truth.Only(seen), columns.ToResults(Path.GetFileName(imageFolder)));
    }

    /// <summary>True for a person that can be cut out and has something to be compared with.</summary>
    public static bool IsEstimated(GroundTruth truth, AnnotatedPerson person) =>
        !person.IsCrowd && person.CountLabelled(0, truth.Keypoints.Count) > 0 && CropTransform.IsUsable(person.Box.ToBox());

    private static void Flush(PoseReader reader, List<(AnnotatedPerson Person, CropTransform Transform)> batch, PoseColumns columns)
    {
        if (batch.Count == 0)
        {
            return;
        }

        KeypointReading[] readings = new KeypointReading[reader.Keypoints.Count];
        reader.Run(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            reader.Read(i, readings);
            columns.Add(batch[i].Person, batch[i].Transform, readings);
        }

        batch.Clear();
    }
}
