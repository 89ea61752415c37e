using System.Globalization;
using System.Text;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Tests.Evaluate;

/// <summary>Made-up people and detections of COCO's 17 keypoints, from a seed.</summary>
internal static class Synthetic
{
    /// <summary>Images 1..images with one to <paramref name="most"/> people each, some of them crowds or without labels.</summary>
    public static GroundTruth Truth(int seed, int images, int most = 4, bool plain = false)
    {
        Random random = new(seed);
        List<AnnotatedPerson> people = [];
        for (int image = 1; image <= images; image++)
        {
            for (int p = random.Next(1, most + 1); p > 0; p--)
            {
                double size = 25 + (300 * random.NextDouble() * random.NextDouble());
                double x = 600 * random.NextDouble(), y = 400 * random.NextDouble();
                double[] keypoints = new double[51];
                double labelled = plain ? 1 : random.NextDouble();
                for (int k = 0; k < 17; k++)
                {
                    if (random.NextDouble() < labelled)
                    {
                        keypoints[3 * k] = x + (size * random.NextDouble());
                        keypoints[(3 * k) + 1] = y + (2 * size * random.NextDouble());
                        keypoints[(3 * k) + 2] = random.Next(1, 3);
                    }
                }

                AnnotatedPerson person = new()
                {
                    Id = people.Count + 1,
                    ImageId = image,
                    Keypoints = keypoints,
                    Box = new AnnotationBox(x, y, size, 2 * size),
                    Area = size * size * 1.1,
                    IsCrowd = !plain && random.Next(12) == 0,
                };
                people.Add(person with { KeypointCount = person.CountLabelled(0, 17) });
            }
        }

        return new GroundTruth("truth", KeypointSets.Coco17, EvaluationProtocol.Coco, [.. Enumerable.Range(1, images).Select(i => new AnnotatedImage(i, ""))], people);
    }

    /// <summary>Noisy copies of the people, <paramref name="copies"/> of each, in random order, with random scores.</summary>
    public static PoseResults Results(int seed, GroundTruth truth, int copies = 1, bool named = false)
    {
        Random random = new(seed);
        int[] people = [.. Enumerable.Range(0, truth.People.Count * copies).Select(i => i / copies)];
        random.Shuffle(people);
        int k = truth.Keypoints.Count;
        double[] positions = new double[2 * k * people.Length], areas = new double[people.Length];
        for (int i = 0; i < people.Length; i++)
        {
            AnnotatedPerson person = truth.People[people[i]];
            double noise = 0.25 * random.NextDouble() * Math.Sqrt(person.Area);
            for (int j = 0; j < k; j++)
            {
                positions[(2 * ((i * k) + j)) + 0] = person.Keypoints[3 * j] + (noise * (random.NextDouble() - 0.5));
                positions[(2 * ((i * k) + j)) + 1] = person.Keypoints[(3 * j) + 1] + (noise * (random.NextDouble() - 0.5));
            }

            areas[i] = person.Area;
        }

        return new PoseResults
        {
            Name = "results",
            KeypointCount = k,
            ImageIds = [.. people.Select(p => truth.People[p].ImageId)],
            Scores = [.. people.Select(_ => random.NextDouble())],
            Positions = positions,
            Confidences = [.. Enumerable.Range(0, k * people.Length).Select(_ => random.NextDouble())],
            Areas = areas,
            AnnotationIds = named ? [.. people.Select(p => truth.People[p].Id)] : null,
        };
    }

    /// <summary>The annotations as a COCO file.</summary>
    public static byte[] Json(GroundTruth truth)
    {
        StringBuilder json = new("{\"images\":[");
        json.AppendJoin(',', truth.Images.Select(image => $"{{\"id\":{image.Id},\"file_name\":\"{image.FileName}\"}}"));
        json.Append("],\"categories\":[{\"id\":1,\"name\":\"person\",\"keypoints\":[\"nose\"]}],\"annotations\":[");
        json.AppendJoin(',', truth.People.Select(p => string.Create(CultureInfo.InvariantCulture,
            $"{{\"id\":{p.Id},\"image_id\":{p.ImageId},\"category_id\":1,\"iscrowd\":{(p.IsCrowd ? 1 : 0)},\"num_keypoints\":{p.KeypointCount},\"area\":{p.Area:R},\"bbox\":[{p.Box.X:R},{p.Box.Y:R},{p.Box.Width:R},{p.Box.Height:R}],\"keypoints\":[{List(p.Keypoints)}]}}")));
        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    /// <summary>The detections as a COCO results file.</summary>
    public static byte[] Json(PoseResults results)
    {
        StringBuilder json = new("[");
        int k = results.KeypointCount;
        json.AppendJoin(',', Enumerable.Range(0, results.Count).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"image_id\":{results.ImageIds[i]},\"category_id\":1,\"score\":{results.Scores[i]:R},\"keypoints\":[{List(Enumerable.Range(0, k).SelectMany(j => new[] { results.Positions[2 * ((i * k) + j)], results.Positions[(2 * ((i * k) + j)) + 1], results.Confidences[(i * k) + j] }))}]}}")));
        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }

    private static string List(IEnumerable<double> numbers) => string.Join(',', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
}
