using BenchmarkDotNet.Attributes;
using LivePose.Pose.Evaluate;

namespace LivePose.Benchmarks;

/// <summary>COCO keypoint evaluation at the size of COCO val 2017: 5,000 images, about 6,000 people, 100,000 detections.</summary>
[MemoryDiagnoser]
public class CocoEvaluationBenchmark
{
    private const int Images = 5_000, DetectionsPerImage = 20, Keypoints = 17;

    private GroundTruth _truth = null!;
    private PoseResults _results = null!;
    private byte[] _json = [];

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        List<AnnotatedPerson> people = [];
        for (int i = 0; i < Images; i++)
        {
            for (int p = random.Next(5) == 0 ? 2 : 1; p > 0; p--)
            {
                double size = 30 + (250 * random.NextDouble());
                people.Add(new AnnotatedPerson
                {
                    Id = people.Count + 1,
                    ImageId = i,
                    Area = size * size,
                    Box = new AnnotationBox(100, 100, size, 2 * size),
                    KeypointCount = Keypoints,
                    Keypoints = [.. Enumerable.Range(0, 3 * Keypoints).Select(n => n % 3 == 2 ? 2 : 100 + (size * random.NextDouble()))],
                });
            }
        }

        _truth = new GroundTruth("truth", KeypointSets.Coco17, EvaluationProtocol.Coco, [.. Enumerable.Range(0, Images).Select(i => new AnnotatedImage(i, ""))], people);
        _json = Write(random);
        _results = Read();
    }

    [Benchmark]
    public PoseResults Read() => PoseResultsReader.Parse("results", _json, _truth);

    [Benchmark]
    public CocoSummary Evaluate() => CocoEvaluation.Run(_truth, _results).Summary;

    private byte[] Write(Random random)
    {
        ILookup<long, AnnotatedPerson> people = _truth.People.ToLookup(person => person.ImageId);
        using MemoryStream stream = new();
        using (System.Text.Json.Utf8JsonWriter json = new(stream))
        {
            json.WriteStartArray();
            for (int i = 0; i < Images * DetectionsPerImage; i++)
            {
                AnnotatedPerson person = people[i % Images].First();
                json.WriteStartObject();
                json.WriteNumber("image_id", person.ImageId);
                json.WriteNumber("category_id", 1);
                json.WriteStartArray("keypoints");
                for (int n = 0; n < person.Keypoints.Length; n++)
                {
                    json.WriteNumberValue(Math.Round(n % 3 == 2 ? random.NextDouble() : person.Keypoints[n] + (40 * random.NextDouble()), 3));
                }

                json.WriteEndArray();
                json.WriteNumber("score", random.NextDouble());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
