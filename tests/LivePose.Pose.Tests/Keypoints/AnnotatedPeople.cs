using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Keypoints;

/// <summary>A person of COCO whose picture is among the shared images, and what another implementation of the same network scored on it.</summary>
/// <param name="Image">File name.</param>
/// <param name="Id">Annotation id.</param>
/// <param name="Area">Body area, px².</param>
/// <param name="Box">Annotated box.</param>
/// <param name="Truth">17 x (x, y, v).</param>
/// <param name="ReferenceOks">OKS of the reference run of pp_tinypose_256x192.</param>
/// <param name="ReferenceScores">Its 17 scores.</param>
internal sealed record AnnotatedPerson(
    string Image, long Id, double Area, Box Box, float[] Truth, double ReferenceOks, double[] ReferenceScores)
{
    /// <summary>OKS of an estimate in COCO's order (Gu et al. 2023, eq. 6).</summary>
    public double OksOf(ReadOnlySpan<Keypoint> pose)
    {
        double sum = 0;
        int labelled = 0;
        for (int k = 0; k < pose.Length; k++)
        {
            if (Truth[(3 * k) + 2] > 0)
            {
                double dx = pose[k].X - Truth[3 * k], dy = pose[k].Y - Truth[(3 * k) + 1];
                sum += Oks.OfKeypoint((dx * dx) + (dy * dy), Oks.FalloffSquared(KeypointSets.Coco17.Sigmas[k], Area));
                labelled++;
            }
        }

        return sum / labelled;
    }
}

/// <summary>Reads the annotated people whose pictures are there.</summary>
internal static class AnnotatedPeople
{
    public static IReadOnlyList<AnnotatedPerson> Load()
    {
        Dictionary<long, double> oks = File.ReadLines(SharedData.Path("annotations", "eval_pp_tinypose_256x192.csv")).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => long.Parse(cells[1], CultureInfo.InvariantCulture), cells => double.Parse(cells[4], CultureInfo.InvariantCulture));
        ILookup<long, double> scores = Scores().ToLookup(pair => pair.Id, pair => pair.Score);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("annotations", "coco_eval166_gt.json")));
        string images = SharedData.Path("images");
        return
        [
            .. from person in document.RootElement.EnumerateArray()
               let image = person.GetProperty("img").GetString()!
               where File.Exists(Path.Combine(images, image))
               let id = person.GetProperty("id").GetInt64()
               let box = Numbers(person.GetProperty("bbox"))
               select new AnnotatedPerson(
                   image, id, person.GetProperty("area").GetDouble(), new Box(box[0], box[1], box[2], box[3]), Numbers(person.GetProperty("kp")), oks[id], [.. scores[id]]),
        ];
    }

    private static List<(long Id, double Score)> Scores()
    {
        using StreamReader reader = new(new GZipStream(
            File.OpenRead(SharedData.Path("annotations", "eval_pp_tinypose_256x192.kp.csv.gz")), CompressionMode.Decompress));
        List<(long Id, double Score)> scores = [];
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            scores.Add((long.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)));
        }

        return scores;
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];
}
