using System.Runtime.InteropServices;
using System.Text.Json;
using LivePose.Pose.Track;
using LivePose.Testing;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Track;

public class TorsoColourTests
{
    [Fact]
    public void TheSameColoursAreAlikeAndOthersAreNot()
    {
        float[] red = Measure(20, 20, 200), darkRed = Measure(18, 18, 180), green = Measure(20, 200, 20);
        Assert.Equal(1, TorsoColour.Similarity(red, red), 1e-5f);
        Assert.True(TorsoColour.Similarity(red, darkRed) > 0.9);
        Assert.True(TorsoColour.Similarity(red, green) < 0.5);
    }

    [Fact]
    public void OnlyWhatLiesInThePictureCounts()
    {
        byte[] pixels = new byte[3 * 40 * 40];
        float[] histogram = new float[TorsoColour.Bins];
        Assert.True(TorsoColour.TryMeasure(new BgrImage(pixels, 40, 40, 120), new Box(20, 20, 40, 30), histogram));
        Assert.Equal(1, TorsoColour.Similarity(histogram, histogram), 1e-5f);
        Assert.False(TorsoColour.TryMeasure(new BgrImage(pixels, 40, 40, 120), new Box(36, 20, 40, 30), histogram));
        Assert.False(TorsoColour.TryMeasure(new BgrImage(pixels, 40, 40, 120), new Box(float.NaN, 20, 40, 30), histogram));
    }

    [Fact]
    public void RealPeopleAreAlikeThemselvesUnderOtherLightAndUnlikeTheirNeighbours()
    {
        List<(string Image, float[] As, float[] Again)> people = [.. RealPeople()];
        List<float> same = [], different = [];
        foreach ((string image, float[] histogram, float[] again) in people)
        {
            same.Add(TorsoColour.Similarity(histogram, again));
            different.AddRange(people.Where(other => other.As != histogram).Select(other => TorsoColour.Similarity(other.As, again)));
        }

        double ordered = same.Average(s => different.Count(d => d < s) + (0.5 * different.Count(d => d == s))) / different.Count;
        Assert.True(people.Count >= 10, $"{people.Count} people");
        Assert.True(ordered > 0.9, $"area under the curve {ordered:F3}, same {same.Average():F2} {same.Min():F2}, different {different.Average():F2}");
    }

    private static float[] Measure(byte b, byte g, byte r)
    {
        byte[] pixels = new byte[3 * 32 * 32];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (b, g, r);
        }

        float[] histogram = new float[TorsoColour.Bins];
        Assert.True(TorsoColour.TryMeasure(new BgrImage(pixels, 32, 32, 96), new Box(0, 0, 32, 32), histogram));
        return histogram;
    }

    /// <summary>Annotated people of real photographs: as they are, and again a sixth darker with the torso misplaced by 3 % of the height.</summary>
    private static IEnumerable<(string Image, float[] As, float[] Again)> RealPeople()
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("annotations", "coco_eval166_gt.json")));
        string folder = SharedData.Path("images");
        foreach (JsonElement person in truth.RootElement.EnumerateArray())
        {
            string name = person.GetProperty("img").GetString()!;
            float[] keypoints = [.. person.GetProperty("kp").EnumerateArray().Select(v => v.GetSingle())];
            float height = person.GetProperty("bbox")[3].GetSingle();
            int[] torso = [5, 6, 11, 12];
            if (!File.Exists(Path.Combine(folder, name)) || height < 60 || torso.Any(k => keypoints[(3 * k) + 2] == 0))
            {
                continue;
            }

            float x = torso.Average(k => keypoints[3 * k]), y = torso.Average(k => keypoints[(3 * k) + 1]);
            using Mat light = Cv2.ImRead(Path.Combine(folder, name)), dark = light * 0.85;
            Box box = Box.FromCenter(x, y, 0.14f * height, 0.2f * height);
            yield return (name, Measure(light, box), Measure(dark, box with { X = box.X + (0.03f * height), Y = box.Y - (0.03f * height) }));
        }
    }

    private static float[] Measure(Mat image, Box box)
    {
        Assert.True(image.GetArray(out Vec3b[] pixels));
        float[] histogram = new float[TorsoColour.Bins];
        BgrImage bgr = new(MemoryMarshal.AsBytes<Vec3b>(pixels), image.Width, image.Height, 3 * image.Width);
        Assert.True(TorsoColour.TryMeasure(bgr, box, histogram));
        return histogram;
    }
}
