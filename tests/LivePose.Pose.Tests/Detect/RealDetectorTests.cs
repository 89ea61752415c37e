using System.Globalization;
using System.Text.Json;
using LivePose.Pose.Detect;
using LivePose.Pose.Onnx;
using LivePose.Pose.Tests.Crop;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Detect;

/// <summary>Real detectors on real pictures: 50 annotated people, many of them tiny and in crowds.</summary>
public class RealDetectorTests
{
    [Theory]
    [InlineData("rtmdet_nano_person", 43)]
    [InlineData("yolox_nano", 33)]
    [InlineData("picodet_s_320_pedestrian", 39)]
    [InlineData("nanodet_m_320", 30)]
    public void FindsThePeople(string model, int measured)
    {
        using Network network = Load(model);
        using PersonDetector detector = new(network);
        DetectionList found = new();
        int hits = 0, people = 0;
        foreach ((string image, Box[] boxes) in AnnotatedBoxes())
        {
            detector.Detect(Picture.Load(image).Image, found);
            people += boxes.Length;
            hits += boxes.Count(box => BestIoU(found, box) >= 0.5f);
        }

        Assert.Equal(50, people);
        Assert.InRange(hits, measured - 1, people);
    }

    /// <summary>The same weights, once with our decoding and suppression and once with the graph's own.</summary>
    [Fact]
    public void RawHeadsGiveWhatTheGraphsOwnDecodingGives()
    {
        using Network raw = Load("rtmdet_nano_person");
        using Network whole = Load("rtmdet_nano_end2end");
        DetectorOptions sure = new() { MinScore = 0.4f };
        using PersonDetector ours = new(raw, sure);
        using PersonDetector theirs = new(whole, sure);
        DetectionList a = new(), b = new();
        foreach (string image in new[] { "000000000785.jpg", "000000000790.jpg", "three_people.jpg" })
        {
            Picture picture = Picture.Load(image);
            ours.Detect(picture.Image, a);
            theirs.Detect(picture.Image, b);
            Assert.Equal(a.Count, b.Count);
            Assert.All(a.Items.ToArray(), d => Assert.Equal(d.Box, d.Box.Clip(picture.Width, picture.Height)));
            foreach (Detection detection in a.Items)
            {
                Assert.InRange(BestIoU(b, detection.Box), 0.98f, 1);
            }
        }

        Assert.Equal(3, a.Items.ToArray().Count(detection => detection.Score > 0.5f)); // three_people.jpg, the last
    }

    [Fact]
    public void FindsNobodyInAnEmptyPicture()
    {
        using Network network = Load("yolox_nano");
        using PersonDetector detector = new(network);
        DetectionList found = new();
        found.Add(new Box(0, 0, 5, 5), 1);
        detector.Detect(Picture.Plain(400, 300).Image, found);
        Assert.Equal(0, found.Count);
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        using Network network = Load("picodet_s_320_pedestrian");
        using PersonDetector detector = new(network);
        Picture picture = Picture.Load("000000000785.jpg");
        DetectionList found = new();
        Allocation.AssertSteady(() => detector.Detect(picture.Image, found), callsPerRound: 6);
        Assert.NotEqual(0, found.Count);
    }

    private static float BestIoU(DetectionList found, Box box)
    {
        float best = 0;
        foreach (Detection detection in found.Items)
        {
            best = MathF.Max(best, detection.Box.IoU(box));
        }

        return best;
    }

    private static Network Load(string model) => Network.Load(
        SharedData.Path("models", "detectors", model + ".onnx"), new NetworkOptions { Device = ComputeDevice.Cpu, MaxBatch = 1 }, NullLogger.Instance);

    private static IEnumerable<(string Image, Box[] Boxes)> AnnotatedBoxes() =>
        from file in new[] { "cocomini_person_keypoints_train2017.json", "cocomini_person_keypoints_val2017.json" }
        from person in JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("annotations", file))).RootElement.GetProperty("annotations").EnumerateArray()
        where person.GetProperty("iscrowd").GetInt32() == 0
        let image = person.GetProperty("image_id").GetInt64().ToString("D12", CultureInfo.InvariantCulture) + ".jpg"
        where File.Exists(Path.Combine(SharedData.Path("images"), image))
        let corners = person.GetProperty("bbox").EnumerateArray().Select(number => number.GetSingle()).ToArray()
        group new Box(corners[0], corners[1], corners[2], corners[3]) by image into ofImage
        select (ofImage.Key, ofImage.ToArray());
}
