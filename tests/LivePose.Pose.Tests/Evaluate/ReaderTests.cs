using System.Text;
using CsCheck;
using LivePose.Pose.Evaluate;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Evaluate;

public class ReaderTests
{
    private const string Keypoints = "[" + "1,2,2," + "1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,1,2,2,0,0,0]";
    private const string Person = "{\"id\":5,\"image_id\":1,\"category_id\":1,\"area\":900,\"bbox\":[0,0,30,30],\"iscrowd\":0,\"num_keypoints\":16,\"keypoints\":" + Keypoints + "}";
    private const string Pose = "{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"keypoints\":" + Keypoints + "}";

    private static string File(string annotations, string images = "{\"id\":1,\"file_name\":\"a.jpg\"}") =>
        $"{{\"images\":[{images}],\"annotations\":[{annotations}],\"categories\":[{{\"id\":1,\"keypoints\":[]}}]}}";

    private static GroundTruth Truth(string json) => GroundTruthReader.Parse("gt.json", Encoding.UTF8.GetBytes(json));

    private static PoseResults Results(string json) => PoseResultsReader.Parse("res.json", Encoding.UTF8.GetBytes(json), Truth(File(Person)));

    [Fact]
    public void ReadsAnAnnotation()
    {
        GroundTruth truth = Truth(File(Person));
        Assert.Equal(EvaluationProtocol.Coco, truth.Protocol);
        Assert.Equal("a.jpg", truth.Images[0].FileName);
        Assert.Equal(new AnnotationBox(0, 0, 30, 30), truth.People[0].Box);
        Assert.Equal(16, truth.People[0].CountLabelled(0, 17));
    }

    [Fact]
    public void WhatIsWrittenIsRead() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 3);
            PoseResults results = Synthetic.Results(seed, truth);
            GroundTruth read = GroundTruthReader.Parse("gt.json", Synthetic.Json(truth));
            PoseResults detected = PoseResultsReader.Parse("res.json", Synthetic.Json(results), read);
            Assert.Equal(truth.People.SelectMany(p => p.Keypoints), read.People.SelectMany(p => p.Keypoints));
            Assert.Equal(truth.People.Select(p => (p.Id, p.Area, p.Box, p.IsCrowd)), read.People.Select(p => (p.Id, p.Area, p.Box, p.IsCrowd)));
            Assert.Equal(results.Positions, detected.Positions);
            Assert.Equal(results.Confidences, detected.Confidences);
            Assert.Equal(results.Scores, detected.Scores);
        },
        iter: 20);

    /// <summary>The short path for decimals must round as the platform's parser does.</summary>
    [Fact]
    public void NumbersAreCorrectlyRounded() => Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 17]).Sample((value, decimals) =>
    {
        string text = value.ToString("F" + decimals, System.Globalization.CultureInfo.InvariantCulture);
        double read = Results($"[{Pose.Replace("0.5", text, StringComparison.Ordinal)}]").Scores[0];
        Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), read);
    });

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("7", "holds neither")]
    [InlineData("{\"images\":[]}", "has no 'annotations'")]
    [InlineData("{\"images\":[],\"annotations\":[]}", "holds no annotation")]
    public void RefusesFilesThatAreSomethingElse(string json, string message)
    {
        using TemporaryFolder folder = new();
        System.IO.File.WriteAllText(folder.File("gt.json"), json);
        Message(message, () => GroundTruthReader.Read(folder.File("gt.json")));
    }

    [Theory]
    [InlineData("\"area\":900", "\"area\":0", "annotation 5 has labelled keypoints but area 0")]
    [InlineData("\"area\":900", "\"area\":NaN", "annotation 5: holds NaN")]
    [InlineData("\"area\":900", "\"area\":\"big\"", "annotation 5: 'area' holds text where a number is expected")]
    [InlineData("\"area\":900,", "", "annotation 5 has no 'area'")]
    [InlineData("\"bbox\":[0,0,30,30]", "\"bbox\":[0,0,30]", "'bbox' has 3 numbers")]
    [InlineData("\"image_id\":1", "\"image_id\":2", "annotation 5 stands in image 2")]
    [InlineData("\"image_id\":1", "\"image_id\":1.5", "'image_id' is a number with decimals")]
    [InlineData("\"id\":5,", "", "annotation at index 0: has no 'id'")]
    public void NamesWhatIsWrongWithAnAnnotation(string part, string replacement, string message) =>
        Message(message, () => Truth(File(Person).Replace(part, replacement, StringComparison.Ordinal)));

    [Fact]
    public void RefusesUnknownKeypointCounts()
    {
        string nineteen = $"[{string.Join(',', Enumerable.Repeat("1,2,2", 19))}]";
        Message("annotation 5 has 57 keypoint numbers; known are", () => Truth(File(Person.Replace(Keypoints, nineteen, StringComparison.Ordinal))));
    }

    [Fact]
    public void RefusesKeypointCountsThatDiffer()
    {
        string shorter = Person.Replace("\"id\":5", "\"id\":6", StringComparison.Ordinal).Replace("[1,2,2,", "[", StringComparison.Ordinal);
        Message("annotation 6 has 48 keypoint numbers, but the first one has 51", () => Truth(File($"{Person},{shorter}")));
    }

    [Fact]
    public void RefusesDuplicateIds()
    {
        Message("annotation id 5 occurs twice", () => Truth(File(Person + "," + Person)));
        Message("image id 1 occurs twice", () => Truth(File(Person, "{\"id\":1},{\"id\":1}")));
    }

    [Fact]
    public void RefusesACutFile()
    {
        string json = File(Person);
        Message("annotation 5: the file ends in the middle", () => Truth(json[..json.IndexOf("num_keypoints", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("\"score\":0.5", "\"score\":NaN", "result at index 0: holds NaN where a finite number is expected")]
    [InlineData("\"score\":0.5", "\"score\":-Infinity", "holds Infinity")]
    [InlineData("\"score\":0.5", "\"score\":1e999", "too large")]
    [InlineData("\"score\":0.5", "\"score\":null", "'score' holds null")]
    [InlineData("\"score\":0.5,", "", "has no 'score'")]
    [InlineData("\"keypoints\":[1,2,2,", "\"keypoints\":[", "has 48 keypoint numbers; gt.json needs 51")]
    [InlineData("\"image_id\":1", "\"image_id\":9", "is for image 9, which gt.json does not list")]
    [InlineData("\"image_id\":1,", "", "has no 'image_id'")]
    [InlineData("\"image_id\":1,", "\"image_id\":1,\"annotation_id\":77,", "is for annotation 77")]
    [InlineData("\"image_id\":1,", "\"image_id\":1,\"visibility\":[1,0],", "'visibility' has 2 numbers; it must have 17")]
    public void NamesWhatIsWrongWithAResult(string part, string replacement, string message) =>
        Message(message, () => Results($"[{Pose.Replace(part, replacement, StringComparison.Ordinal)}]"));

    [Fact]
    public void OptionalColumnsAreOnAllOrNone() =>
        Message("has no 'box_score', but earlier results have it", () => Results($"[{Pose.Replace("\"score\"", "\"box_score\":1,\"score\"", StringComparison.Ordinal)},{Pose}]"));

    [Fact]
    public void ResultsOfAnotherCategoryAreLeftOut() =>
        Assert.Equal(1, Results($"[{Pose},{Pose.Replace("\"category_id\":1", "\"category_id\":2", StringComparison.Ordinal)}]").Count);

    [Fact]
    public void AnAnnotationIdStandsInForTheImage()
    {
        PoseResults results = Results($"[{Pose.Replace("\"image_id\":1", "\"annotation_id\":5", StringComparison.Ordinal)}]");
        Assert.Equal(1, results.ImageIds[0]);
        Assert.Equal(5, results.AnnotationIds![0]);
    }

    [Fact]
    public void MissingFileIsNamed() =>
        Assert.Contains("no such file", Assert.Throws<FileNotFoundException>(() => GroundTruthReader.Read("/nowhere/gt.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void MangledFilesGiveOneSentenceAndNothingElse()
    {
        byte[] truth = Encoding.UTF8.GetBytes(File(Person)), results = Encoding.UTF8.GetBytes($"[{Pose},{Pose}]");
        GroundTruth intact = Truth(File(Person));
        Gen.Select(Gen.Bool, Gen.Int[0, 2000], Gen.Byte, Gen.Int[0, 2]).Sample(
            (useTruth, position, value, how) =>
            {
                byte[] data = [.. useTruth ? truth : results];
                position %= data.Length;
                data = how switch
                {
                    0 => data[..position],
                    1 => [.. data[..position], .. data[Math.Min(data.Length, position + (value % 20))..]],
                    _ => [.. data[..position], value, .. data[(position + 1)..]],
                };
                try
                {
                    _ = useTruth ? (object)GroundTruthReader.Parse("gt.json", data) : PoseResultsReader.Parse("res.json", data, intact);
                }
                catch (InvalidDataException e)
                {
                    Assert.StartsWith(useTruth ? "gt.json: " : "res.json: ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 4000);
    }

    private static void Message(string expected, Action read)
    {
        string message = Assert.Throws<InvalidDataException>(read).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }
}
