using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Crop;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>166 annotated people with the score and the error of every keypoint that PP-TinyPose gave them.</summary>
/// <remarks>Only the distance to the truth is known, so a prediction is put that far to the right of it; OKS does not mind.</remarks>
internal sealed class Measurements
{
    private const int K = 17;

    private readonly GroundTruth _truth;
    private readonly Dictionary<(long Annotation, int Keypoint), (float Score, float Error)> _keypoints;

    private Measurements(GroundTruth truth, Dictionary<(long, int), (float, float)> keypoints)
    {
        _truth = truth;
        _keypoints = keypoints;
    }

    public int Count => _truth.People.Count;

    public static Measurements Read()
    {
        List<AnnotatedPerson> people = [];
        Dictionary<string, long> images = [];
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("annotations", "coco_eval166_gt.json")));
        foreach (JsonElement person in json.RootElement.EnumerateArray())
        {
            string image = person.GetProperty("img").GetString()!;
            images.TryAdd(image, images.Count + 1);
            double[] box = Numbers(person, "bbox"), keypoints = Numbers(person, "kp");
            people.Add(new AnnotatedPerson
            {
                Id = person.GetProperty("id").GetInt64(),
                ImageId = images[image],
                Keypoints = keypoints,
                Box = new AnnotationBox(box[0], box[1], box[2], box[3]),
                Area = person.GetProperty("area").GetDouble(),
                KeypointCount = Enumerable.Range(0, K).Count(k => keypoints[(3 * k) + 2] > 0),
            });
        }

        GroundTruth truth = new("coco_eval166_gt.json", KeypointSets.Coco17, EvaluationProtocol.Coco, [.. images.Select(i => new AnnotatedImage(i.Value, i.Key))], people);
        return new Measurements(truth, ReadKeypoints());
    }

    /// <summary>Own features of a keypoint: logit of its score and, as wished, logarithms of the box's area and aspect ratio.</summary>
    public CalibrationData ToData(bool withBox)
    {
        CalibrationPerson[] people = new CalibrationPerson[Count];
        KeypointReading[] readings = new KeypointReading[Count * K];
        int g = withBox ? 3 : 1;
        float[] own = new float[Count * K * g];
        for (int n = 0; n < Count; n++)
        {
            AnnotatedPerson person = _truth.People[n];
            people[n] = new CalibrationPerson(n, new CropTransform(1, 1, 0, 0));
            for (int k = 0; k < K; k++)
            {
                (float score, float error) = _keypoints.GetValueOrDefault((person.Id, k));
                float distance = error * (float)Math.Sqrt(person.Area);
                readings[(n * K) + k] = new KeypointReading((float)person.Keypoints[3 * k] + distance, (float)person.Keypoints[(3 * k) + 1], Math.Clamp(score, 0, 1), 0, 0, 1);
                int at = g * ((n * K) + k);
                float p = Math.Clamp(score, 1e-3f, 1 - 1e-3f);
                own[at] = MathF.Log(p / (1 - p));
                if (withBox)
                {
                    own[at + 1] = (float)Math.Log(person.Box.Area);
                    own[at + 2] = (float)Math.Log(person.Box.Width / person.Box.Height);
                }
            }
        }

        return new CalibrationData(_truth, KeypointSets.Coco17, new HeadShape(K, 0, g, Tied: true) { StatisticCount = g }, people, readings, [], own);
    }

    private static Dictionary<(long, int), (float, float)> ReadKeypoints()
    {
        using StreamReader reader = new(new GZipStream(
            File.OpenRead(SharedData.Path("annotations", "eval_pp_tinypose_256x192.kp.csv.gz")), CompressionMode.Decompress));
        Dictionary<(long, int), (float, float)> keypoints = [];
        reader.ReadLine(); // ann,k,conf,err_over_s,ks
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            float error = cells[3].Length > 0 ? float.Parse(cells[3], CultureInfo.InvariantCulture) : 0;
            keypoints[(long.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture))] =
                (float.Parse(cells[2], CultureInfo.InvariantCulture), error);
        }

        return keypoints;
    }

    private static double[] Numbers(JsonElement person, string name) => [.. person.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
