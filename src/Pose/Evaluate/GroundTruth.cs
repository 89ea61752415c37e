namespace LivePose.Pose.Evaluate;

/// <summary>Annotated people of a set of pictures; read by <see cref="GroundTruthReader"/> or built by hand.</summary>
public sealed class GroundTruth
{
    private readonly Dictionary<long, int> _imageIndices = [];
    private readonly Dictionary<long, int> _personIndices = [];

    /// <summary>Checks that ids are unique, that every person stands in a known picture and that lengths agree.</summary>
    /// <param name="name">What messages call it, usually the file name.</param>
    /// <param name="keypoints">What the K keypoints are.</param>
    /// <param name="protocol">Whose rules apply.</param>
    /// <param name="images">Pictures, with or without people.</param>
    /// <param name="people">People, each with K keypoints.</param>
    /// <exception cref="InvalidDataException">Something does not fit; the sentence names the id.</exception>
    public GroundTruth(
        string name, KeypointSet keypoints, EvaluationProtocol protocol, IReadOnlyList<AnnotatedImage> images, IReadOnlyList<AnnotatedPerson> people)
    {
        Name = name;
        Keypoints = keypoints;
        Protocol = protocol;
        Images = images;
        People = people;
        Sigmas = [.. keypoints.Sigmas.Select(Exact)];
        IndexImages();
        IndexPeople();
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>What the K keypoints are.</summary>
    public KeypointSet Keypoints { get; }

    /// <summary>Whose rules apply.</summary>
    public EvaluationProtocol Protocol { get; }

    /// <summary>The category that is evaluated; results of another are left out, as pycocotools does; null when there is only one.</summary>
    public long? CategoryId { get; init; }

    /// <summary>All pictures.</summary>
    public IReadOnlyList<AnnotatedImage> Images { get; }

    /// <summary>All people, crowd regions included.</summary>
    public IReadOnlyList<AnnotatedPerson> People { get; }

    /// <summary>Sigma of each keypoint in units of sqrt(area), shape [K], as the decimal number that was published.</summary>
    public double[] Sigmas { get; }

    /// <summary>Index of a picture in <see cref="Images"/>, or -1.</summary>
    public int IndexOfImage(long id) => _imageIndices.GetValueOrDefault(id, -1);

    /// <summary>Index of a person in <see cref="People"/>, or -1.</summary>
    public int IndexOfPerson(long id) => _personIndices.GetValueOrDefault(id, -1);

    /// <summary>The area that OKS uses for this person, px².</summary>
    public double AreaOf(AnnotatedPerson person) => Protocol == EvaluationProtocol.CrowdPose ? person.Box.Area * 0.53 : person.Area;

    /// <summary>The annotations of some of the pictures.</summary>
    public GroundTruth Only(IReadOnlyCollection<AnnotatedImage> images)
    {
        HashSet<long> ids = [.. images.Select(image => image.Id)];
        return new GroundTruth(Name, Keypoints, Protocol, [.. images], [.. People.Where(person => ids.Contains(person.ImageId))]) { CategoryId = CategoryId };
    }

    /// <summary>A single-precision constant as the double of its shortest decimal: .026f becomes .026, not .02600000053644...</summary>
    private static double Exact(float sigma) => (double)(decimal)sigma;

    private void IndexImages()
    {
        for (int i = 0; i < Images.Count; i++)
        {
            if (!_imageIndices.TryAdd(Images[i].Id, i))
            {
                throw new InvalidDataException($"{Name}: image id {Images[i].Id} occurs twice; every image needs its own id.");
            }
        }
    }

    private void IndexPeople()
    {
        for (int i = 0; i < People.Count; i++)
        {
            AnnotatedPerson person = People[i];
            if (!_personIndices.TryAdd(person.Id, i))
            {
                throw new InvalidDataException($"{Name}: annotation id {person.Id} occurs twice; every annotation needs its own id.");
            }

            if (!_imageIndices.ContainsKey(person.ImageId))
            {
                throw new InvalidDataException(
                    $"{Name}: annotation {person.Id} stands in image {person.ImageId}, which 'images' does not list; add the image or remove the annotation.");
            }

            if (person.Keypoints.Length != 3 * Keypoints.Count)
            {
                throw new InvalidDataException(
                    $"{Name}: annotation {person.Id} has {person.Keypoints.Length} keypoint numbers; {Keypoints.Id} needs {3 * Keypoints.Count}.");
            }

            CheckArea(person);
        }
    }

    private void CheckArea(AnnotatedPerson person)
    {
        bool counts = !person.IsCrowd && person.CountLabelled(0, Keypoints.Count) > 0;
        if (counts && Protocol != EvaluationProtocol.Mpii && !(AreaOf(person) > 0))
        {
            string what = Protocol == EvaluationProtocol.CrowdPose ? "a box of area" : "area";
            throw new InvalidDataException(
                $"{Name}: annotation {person.Id} has labelled keypoints but {what} {AreaOf(person):R}; OKS needs a positive area in px².");
        }

        if (counts && Protocol == EvaluationProtocol.Mpii && !(person.HeadSize > 0))
        {
            throw new InvalidDataException(
                $"{Name}: person {person.Id} has head size {person.HeadSize:R}; PCKh needs a positive 'head_size' or 'head_box' (px).");
        }
    }
}
