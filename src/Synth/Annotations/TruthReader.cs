using System.Globalization;
using System.Text.Json;
using LivePose.Fitting;

namespace LivePose.Synth.Annotations;

/// <summary>Reads the truth in 3D that stands beside a synthetic set.</summary>
public static class TruthReader
{
    /// <summary>Everyone in the file, by annotation id.</summary>
    /// <param name="path">A <c>truth.jsonl</c>.</param>
    /// <exception cref="InvalidDataException">A line is damaged or not of this format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyDictionary<long, TruePerson> Read(string path)
    {
        Dictionary<long, TruePerson> people = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                PinholeCamera camera = CameraOf(document.RootElement.GetProperty("camera"));
                foreach (JsonElement person in document.RootElement.GetProperty("people").EnumerateArray())
                {
                    long id = person.GetProperty("annotation_id").GetInt64();
                    people.Add(id, new TruePerson(id, camera, JointsOf(person.GetProperty("joints"))));
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                string reason = string.Create(CultureInfo.InvariantCulture, $"line {number} of '{path}' is not a line of a synthetic set's truth ({e.Message}); make the set again.");
                throw new InvalidDataException(reason, e);
            }
        }

        return people;
    }

    private static PinholeCamera CameraOf(JsonElement camera)
    {
        double[] focal = Numbers(camera.GetProperty("focal"), 2), center = Numbers(camera.GetProperty("center"), 2);
        return new PinholeCamera(focal[0], focal[1], center[0], center[1]);
    }

    private static Vector3D[] JointsOf(JsonElement joints)
    {
        double[] numbers = Numbers(joints, 3 * BodyJoint.Count);
        return [.. Enumerable.Range(0, BodyJoint.Count).Select(j => new Vector3D(numbers[3 * j], numbers[(3 * j) + 1], numbers[(3 * j) + 2]))];
    }

    private static double[] Numbers(JsonElement array, int count)
    {
        double[] numbers = [.. array.EnumerateArray().Select(number => number.GetDouble())];
        return numbers.Length == count ? numbers : throw new FormatException($"{numbers.Length} numbers stand where {count} belong");
    }
}
