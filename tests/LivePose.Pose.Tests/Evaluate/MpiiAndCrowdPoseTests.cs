using System.Globalization;
using System.Text;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Tests.Evaluate;

public class MpiiAndCrowdPoseTests
{
    private static string Joints(double dx) =>
        string.Join(',', Enumerable.Range(0, 16).Select(k => string.Create(CultureInfo.InvariantCulture, $"[{101 + (10 * k) + dx},{51 + k}]")));

    private static string MpiiPerson(string head) =>
        $"{{\"image\":\"a.jpg\",\"joints\":[{Joints(0)}],\"joints_vis\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0],\"center\":[150,60],\"scale\":2,{head}}}";

    private static string MpiiPose(int person, double dx) => $"{{\"annotation_id\":{person},\"score\":1,\"keypoints\":[{string.Join(',',
        Enumerable.Range(0, 16).Select(k => string.Create(CultureInfo.InvariantCulture, $"{100 + (10 * k) + dx},{50 + k},1")))}]}}";

    private static GroundTruth Mpii(params string[] people) => GroundTruthReader.Parse("mpii.json", Encoding.UTF8.GetBytes($"[{string.Join(',', people)}]"));

    /// <summary>Two people with a head of 40 px: one off by 4 px at every joint, the other by 19 px.</summary>
    [Fact]
    public void PckhCountsJointsWithinAShareOfTheHead()
    {
        GroundTruth truth = Mpii(MpiiPerson("\"head_size\":40"), MpiiPerson("\"head_size\":40"));
        PoseResults results = PoseResultsReader.Parse("res.json", Encoding.UTF8.GetBytes($"[{MpiiPose(0, 4)},{MpiiPose(1, 19)}]"), truth);
        MpiiSummary summary = MpiiSummary.Run(truth, results);
        Assert.Equal(100, summary.Mean, 1e-9);
        Assert.Equal(50, summary.MeanAt01, 1e-9);
    }

    [Fact]
    public void APersonWithoutAPoseCountsAsWrong()
    {
        GroundTruth truth = Mpii(MpiiPerson("\"head_size\":40"), MpiiPerson("\"head_size\":40"));
        MpiiSummary summary = MpiiSummary.Run(truth, PoseResultsReader.Parse("res.json", Encoding.UTF8.GetBytes($"[{MpiiPose(1, 0)}]"), truth));
        Assert.Equal(50, summary.Mean, 1e-9);
        Assert.Equal(50, summary.Head, 1e-9);
    }

    [Fact]
    public void HeadSizeIsSixTenthsOfTheHeadBoxDiagonal() => Assert.Equal(30, Mpii(MpiiPerson("\"head_box\":[10,10,40,50]")).People[0].HeadSize, 1e-12);

    [Fact]
    public void MatlabCountsFromOne() => Assert.Equal(100, Mpii(MpiiPerson("\"head_size\":40")).People[0].Keypoints[0]);

    [Fact]
    public void ANamelessHeadIsRefused() => Assert.Contains("neither 'head_size' nor 'head_box'",
        Assert.Throws<InvalidDataException>(() => Mpii(MpiiPerson("\"x\":0"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ResultsForMpiiMustNameTheirPerson()
    {
        GroundTruth truth = Mpii(MpiiPerson("\"head_size\":40"));
        PoseResults results = PoseResultsReader.Parse(
            "res.json", Encoding.UTF8.GetBytes($"[{MpiiPose(0, 0).Replace("annotation_id", "image_id", StringComparison.Ordinal)}]"), truth);
        Assert.Contains("annotation_id", Assert.Throws<ArgumentException>(() => MpiiSummary.Run(truth, results)).Message, StringComparison.Ordinal);
    }

    /// <summary>Three images of rising crowd index, one person each; the hard one is missed. Area is 0.53 of the box, so 4 px are nothing to 100 x 200.</summary>
    [Fact]
    public void CrowdPoseSplitsByCrowdIndex()
    {
        string keypoints = string.Join(',', Enumerable.Range(0, 14).Select(k => $"{100 + k},{50 + (10 * k)},2"));
        string images = string.Join(',', new[] { 0.1, 0.5, 0.9 }.Select((crowd, i) => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"crowdIndex\":{crowd}}}")));
        string people = string.Join(',', Enumerable.Range(0, 3).Select(i =>
            $"{{\"id\":{i + 1},\"image_id\":{i},\"category_id\":1,\"iscrowd\":0,\"bbox\":[50,50,100,200],\"num_keypoints\":14,\"keypoints\":[{keypoints}]}}"));
        GroundTruth truth = GroundTruthReader.Parse("crowd.json", Encoding.UTF8.GetBytes($"{{\"images\":[{images}],\"annotations\":[{people}]}}"));
        PoseResults results = PoseResultsReader.Parse("res.json", Encoding.UTF8.GetBytes(
            $"[{string.Join(',', Enumerable.Range(0, 2).Select(i => $"{{\"image_id\":{i},\"score\":0.9,\"keypoints\":[{keypoints}]}}"))}]"), truth);
        CrowdPoseSummary summary = CrowdPoseSummary.Run(truth, results);
        Assert.Equal(EvaluationProtocol.CrowdPose, truth.Protocol);
        Assert.Equal((1, 1, 0), (Math.Round(summary.APeasy, 12), Math.Round(summary.APmedium, 12), summary.APhard));
        Assert.Equal(2 / 3.0, summary.AR, 1e-12);
        Assert.Equal(67 / 101.0, summary.AP, 1e-12);
    }
}
