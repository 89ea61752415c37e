namespace LivePose.Pose.Evaluate;

/// <summary>How well the people of one image were found.</summary>
/// <param name="Image">File name, or the id where the annotations name no file.</param>
/// <param name="People">Annotated people with labelled keypoints, crowds left out.</param>
/// <param name="MeanOks">Mean OKS over them, in [0, 1]; somebody without a detection counts 0.</param>
public sealed record ImageAccuracy(string Image, int People, double MeanOks)
{
    /// <summary>Every image with people that count, in the order of the annotations.</summary>
    /// <param name="truth">Annotations with areas.</param>
    /// <param name="results">Detections, paired as <see cref="PosePair.Of"/> does.</param>
    public static IReadOnlyList<ImageAccuracy> Of(GroundTruth truth, PoseResults results)
    {
        EvaluatedPart whole = EvaluatedPart.Whole(truth.Keypoints);
        OksTable oks = new(truth, results, whole);
        Dictionary<int, double> found = PosePair.Of(truth, results, whole).ToDictionary(pair => pair.Person, pair => oks.Of(pair.Pose, truth.People[pair.Person]));
        ILookup<long, int> people = Enumerable.Range(0, truth.People.Count)
            .Where(person => PosePair.Counts(truth, whole, person))
            .ToLookup(person => truth.People[person].ImageId);
        return
        [
            .. from image in truth.Images
               where people.Contains(image.Id)
               let scores = people[image.Id].Select(person => found.GetValueOrDefault(person)).ToArray()
               select new ImageAccuracy(image.FileName.Length > 0 ? image.FileName : $"{image.Id}", scores.Length, scores.Average()),
        ];
    }
}
