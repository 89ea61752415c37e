using System.CommandLine;
using System.Text.Json;
using LivePose.App;
using LivePose.App.Commands;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task JsonHoldsPycocotoolsNumbersAtFullPrecision()
    {
        string json = _folder.File("out.json");
        Assert.Equal(ExitCode.Done, await Run("--annotations", Reference("coco_gt.json"), "--results", Reference("coco_results_good.json"), "--json", json));
        Same(Expected("coco_results_good.json"), Read(json));
        Assert.Contains("0.440", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task PartsHoldXtcocotoolsNumbers()
    {
        string json = _folder.File("out.json");
        Assert.Equal(ExitCode.Done, await Run("--annotations", Reference("wholebody_gt.json"), "--results", Reference("wholebody_results.json"), "--parts", "--json", json));
        JsonElement parts = Read(json).GetProperty("parts");
        Assert.All(["body", "foot", "face", "lefthand", "righthand", "wholebody"], part => Same(Expected($"wholebody_results.json:{part}"), parts.GetProperty(part)));
        double hand = (parts.GetProperty("lefthand").GetProperty("AP").GetDouble() + parts.GetProperty("righthand").GetProperty("AP").GetDouble()) / 2;
        Assert.Equal(hand, parts.GetProperty("hand").GetProperty("AP").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task CalibrationIsInTheJson()
    {
        string json = _folder.File("out.json");
        await Run("--annotations", Reference("coco_gt.json"), "--results", Reference("coco_results_good.json"), "--json", json);
        JsonElement root = Read(json), calibration = root.GetProperty("calibration");
        Assert.Equal(root.GetProperty("AR").GetDouble() - root.GetProperty("AP").GetDouble(), calibration.GetProperty("gap").GetDouble(), 1e-12);
        Assert.All(["keypoint", "instance"], of =>
        {
            JsonElement measures = calibration.GetProperty(of);
            Assert.InRange(measures.GetProperty("ause").GetDouble(), 0, 1);
            Assert.InRange(measures.GetProperty("ece").GetDouble(), 0, 1);
            Assert.InRange(measures.GetProperty("pearson").GetDouble(), -1, 1);
            Assert.Equal(measures.GetProperty("count").GetInt32(), calibration.GetProperty("reliability").GetProperty(of).EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt32()));
        });
    }

    [Fact]
    public async Task ThePageStandsAlone()
    {
        string html = _folder.File("out.html");
        Assert.Equal(ExitCode.Done, await Run("--annotations", Reference("wholebody_gt.json"), "--results", Reference("wholebody_results.json"), "--parts", "--html", html));
        string page = await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Equal(6, page.Split("<svg").Length - 1);
        Assert.All(["Precision over recall", "Reliability, keypoint", "Sparsification, person", "Scores of visible", "righthand"], words => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamesAreEscapedInThePage()
    {
        string results = _folder.File("<b>&.json"), html = _folder.File("out.html");
        File.Copy(Reference("coco_results_good.json"), results);
        await Run("--annotations", Reference("coco_gt.json"), "--results", results, "--html", html);
        Assert.Contains("&lt;b&gt;&amp;.json", await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadInputIsOneSentenceAndExitCodeOne()
    {
        string broken = _folder.File("broken.json");
        await File.WriteAllTextAsync(broken, "[{\"image_id\":1,\"score\":NaN}]", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Failed, await Run("--annotations", Reference("coco_gt.json"), "--results", broken));
        Assert.Equal("livepose: broken.json: result at index 0: holds NaN where a finite number is expected.", _error.ToString().Trim());
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task AMissingOptionIsExitCodeTwo()
    {
        Assert.Equal(ExitCode.Usage, await Run("--results", "x.json"));
        Assert.Contains("--annotations", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give the poses", "--annotations", "x.json")]
    [InlineData("two sources", "--annotations", "x.json", "--results", "r.json", "--model", "m.onnx", "--images", ".")]
    [InlineData("add --images", "--annotations", "x.json", "--model", "m.onnx")]
    [InlineData("--occlusion covers", "--annotations", "x.json", "--results", "r.json", "--occlusion")]
    [InlineData("'rwa' is not a confidence form", "--annotations", "x.json", "--results", "r.json", "--forms", "rwa")]
    public async Task ContradictionsAreExitCodeTwo(string message, params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await Run(arguments));
        Assert.Contains(message, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormsAreComparedFromAResultsFile()
    {
        string json = _folder.File("out.json");
        Assert.Equal(ExitCode.Done, await Run(
            "--annotations", Reference("coco_gt.json"), "--results", Reference("coco_results_good.json"), "--forms", "constant,raw:mean,isotonic", "--json", json));
        JsonElement forms = Read(json).GetProperty("forms");
        Assert.Equal(["as given", "constant", "raw:mean", "isotonic"], forms.EnumerateArray().Select(form => form.GetProperty("form").GetString()));
        Same(Expected("coco_results_good.json"), forms[0]);
    }

    /// <summary>One of the four annotated images is at hand: the others are named and cost no recall.</summary>
    [Fact]
    public async Task AModelRunsOnTheAnnotatedBoxes()
    {
        string json = _folder.File("out.json"), html = _folder.File("out.html");
        Assert.Equal(ExitCode.Done, await Run(
            "--annotations", SharedData.Path("annotations", "mmpose_test_coco.json"), "--model", SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"),
            "--images", SharedData.Path("images"), "--forms", "raw,constant", "--occlusion", "left_wrist", "--json", json, "--html", html));
        JsonElement root = Read(json);
        Assert.Equal(1, root.GetProperty("detections").GetInt32());
        Assert.True(root.GetProperty("AP").GetDouble() > 0.5);
        Assert.Equal(3, _error.ToString().Split("is left out: it is not there").Length - 1);
        JsonElement[] levels = [.. root.GetProperty("occlusion").GetProperty("levels").EnumerateArray()];
        Assert.Equal(9, levels.Length);
        Assert.True(levels[^1].GetProperty("oks").GetDouble() < levels[0].GetProperty("oks").GetDouble());
        Assert.Contains("growing blur", await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] arguments) =>
        CommandLine.RunAsync(new RootCommand { EvalCommand.Create() }, ["eval", .. arguments], _output, _error, TestContext.Current.CancellationToken);

    private static string Reference(string file) => SharedData.Path("reference", file);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    private static JsonElement Expected(string name) => Read(Reference("coco_expected.json")).GetProperty(name);

    private static void Same(JsonElement expected, JsonElement actual) =>
        Assert.All(expected.EnumerateObject(), number => Assert.Equal(number.Value.GetDouble(), actual.GetProperty(number.Name).GetDouble(), 1e-12));
}
