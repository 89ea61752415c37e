using System.Globalization;
using System.IO.Compression;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>People whose ground truth is sampled as Gu et al. 2023, section 3, assumes: p ~ N(μ, σ² I), one person an image, p̂ = μ.</summary>
/// <remarks>
/// σ_k = 0.35 l_k · exp(person + keypoint), person ~ N(0, 0.5²), keypoint ~ N(0, 0.3²), so that some people and some keypoints
/// are hard. Body over box area is log-normal about 0.52 with deviation 0.3, as measured on the 166 people of the real data.
/// </remarks>
internal sealed class SimulatedPeople
{
    public const int K = 17;
    public const double TargetWidth = 8; // l̃: 2 cells of a 64-row heatmap, in px of the 256-row crop

    private const double CropWidth = 192, CropHeight = 256, BoxScale = 1.25;

    private static readonly double[] Sigmas = [.. KeypointSets.Coco17.Sigmas.Select(s => (double)s)];

    private readonly Random _random;

    public SimulatedPeople(IReadOnlyList<Size> sizes, int seed)
    {
        _random = new Random(seed);
        Sizes = sizes;
        foreach (Size size in sizes)
        {
            double boxArea = size.Width * size.Height;
            double area = boxArea * Math.Clamp(0.52 * Math.Exp(0.3 * Normal.Sample(_random)), 0.1, 0.95);
            double scale = Math.Min(CropWidth / size.Width, CropHeight / size.Height) / BoxScale;
            double hard = 0.5 * Normal.Sample(_random);
            double[] sigma = new double[K]; // crop px
            double[] error = new double[2 * K]; // frame px
            for (int k = 0; k < K; k++)
            {
                double l = Math.Sqrt(Oks.FalloffSquared(Sigmas[k], area)) * scale;
                sigma[k] = 0.35 * l * Math.Exp(hard + (0.3 * Normal.Sample(_random)));
                error[2 * k] = sigma[k] * Normal.Sample(_random) / scale;
                error[(2 * k) + 1] = sigma[k] * Normal.Sample(_random) / scale;
            }

            People.Add(new Person(boxArea, area, scale, sigma, error));
        }
    }

    public IReadOnlyList<Size> Sizes { get; }

    public List<Person> People { get; } = [];

    /// <summary>Log-normal heights about 120 px with a log deviation of 0.8, aspect about 0.45, and 70 % of keypoints labelled.</summary>
    public static List<Size> SyntheticSizes(int count, int seed)
    {
        Random random = new(seed);
        List<Size> sizes = [];
        for (int n = 0; n < count; n++)
        {
            double height = 120 * Math.Exp(0.8 * Normal.Sample(random)), width = 0.45 * height * Math.Exp(0.45 * Normal.Sample(random));
            bool[] labelled = [.. Enumerable.Range(0, K).Select(k => k == n % K || random.NextDouble() < 0.7)];
            sizes.Add(new Size(width, height, labelled));
        }

        return sizes;
    }

    /// <summary>Sizes and labels of every annotated person of COCO val 2017; images are taken as 640 × 480.</summary>
    public static List<Size> CocoSizes(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        List<Size> sizes = [];
        while (reader.ReadLine() is { } line)
        {
            double[] numbers = [.. line.Split(' ').Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            bool[] labelled = [.. Enumerable.Range(0, K).Select(k => numbers[4 + (3 * k) + 2] > 0)];
            if (labelled.Contains(true))
            {
                sizes.Add(new Size(640 * numbers[2], 480 * numbers[3], labelled));
            }
        }

        return sizes;
    }

    /// <summary>What a heatmap network (eq. 17) or a likelihood regression (eq. 19) reads for one keypoint.</summary>
    public static KeypointReading Read(Person person, int k, bool heatmap)
    {
        double sigma = person.Sigma[k];
        return heatmap
            ? new KeypointReading(0, 0, (float)ClosedForm.HeatmapPeak(sigma * sigma, TargetWidth * TargetWidth), (float)Math.Sqrt(ClosedForm.BlobVariance(sigma * sigma, TargetWidth * TargetWidth)), 0, 1)
            : new KeypointReading(0, 0, (float)ClosedForm.RegressionScore(sigma / CropHeight), (float)sigma, 0, 1);
    }

    /// <summary>l² of a keypoint in crop px².</summary>
    public static double Falloff(Person person, int k, double area) => Oks.FalloffSquared(Sigmas[k], area) * person.Scale * person.Scale;

    /// <summary>Realised OKS of a keypoint.</summary>
    public static double RealisedOks(Person person, int k) => Oks.OfKeypoint(
        (person.Error[2 * k] * person.Error[2 * k]) + (person.Error[(2 * k) + 1] * person.Error[(2 * k) + 1]), Oks.FalloffSquared(Sigmas[k], person.Area));

    public GroundTruth Truth()
    {
        AnnotatedImage[] images = [.. People.Select((_, n) => new AnnotatedImage(n + 1, ""))];
        AnnotatedPerson[] people = [.. People.Select((person, n) => new AnnotatedPerson
        {
            Id = n + 1,
            ImageId = n + 1,
            Keypoints = [.. Enumerable.Range(0, K).SelectMany(k => Sizes[n].Labelled[k] ? new double[] { 0, 0, 2 } : [0, 0, 0])],
            Box = new AnnotationBox(0, 0, Sizes[n].Width, Sizes[n].Height),
            Area = person.Area,
            KeypointCount = Sizes[n].Labelled.Count(labelled => labelled),
        })];
        return new GroundTruth("simulation", KeypointSets.Coco17, EvaluationProtocol.Coco, images, people);
    }

    /// <summary>AP and AR when these are the people's scores.</summary>
    public CocoSummary Evaluate(GroundTruth truth, double[] scores) => CocoEvaluation.Run(truth, new PoseResults
    {
        Name = "simulation",
        KeypointCount = K,
        ImageIds = [.. Enumerable.Range(1, People.Count).Select(i => (long)i)],
        Scores = scores,
        Positions = [.. People.SelectMany(person => person.Error)],
        Confidences = [.. Enumerable.Repeat(1.0, People.Count * K)],
        Areas = [.. People.Select(person => person.BoxArea)],
    }).Summary;

    /// <summary>A person's box and labels.</summary>
    public sealed record Size(double Width, double Height, bool[] Labelled);

    /// <summary>Areas in frame px², scale in crop px per frame px, σ in crop px, prediction minus truth in frame px (x, y).</summary>
    public sealed record Person(double BoxArea, double Area, double Scale, double[] Sigma, double[] Error);
}
