using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Calibrate;

public class FeatureExtractionTests
{
    private static readonly string[] Wanted = ["000000397133.jpg", "000000183709.jpg", "000000229358.jpg", "000000519208.jpg", "000000160012.jpg"];

    private readonly List<string> _loaded = [];
    private readonly List<string> _messages = [];
    private string _unreadable = "";

    [Fact]
    [Trait("Category", "Slow")]
    public void ExtractsOnceReportsWhatIsMissingAndSkipsWhatCannotBeRead()
    {
        using TemporaryFolder folder = new();
        _unreadable = "000000519208.jpg";
        CalibrationData data = Run(folder, TestContext.Current.CancellationToken);
        Assert.Equal(9, data.People.Length);
        Assert.Equal(Wanted.Order(), _loaded.Order());
        Assert.Contains(_messages, message => message.Contains("annotated images are not in", StringComparison.Ordinal));
        Assert.Contains(_messages, message => message == "000000519208.jpg is skipped: it is broken");
        Assert.True(data.Samples.Target.Where((_, i) => data.Samples.Labelled[i]).Average() > 0.4);

        _loaded.Clear();
        _unreadable = "";
        CalibrationData again = Run(folder, TestContext.Current.CancellationToken);
        Assert.Equal(["000000519208.jpg"], _loaded);
        Assert.Equal(10, again.People.Length);
        Assert.Equal(data.Samples.Own, again.Samples.Own[..data.Samples.Own.Length]);
        Assert.Equal(data.Samples.Target, again.Samples.Target[..data.Samples.Target.Length]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void AKilledExtractionGoesOnWithWhatIsMissing()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource kill = new();
        Assert.Throws<OperationCanceledException>(() => Run(folder, kill.Token, afterImage: loaded =>
        {
            if (loaded == 4)
            {
                kill.Cancel();
            }
        }));
        int before = _loaded.Count;
        string cache = Directory.GetFiles(folder.Path, "*.features").Single();
        using (FileStream cut = new(cache, FileMode.Open))
        {
            cut.SetLength(cut.Length - 10); // the last record was being written
        }

        CalibrationData data = Run(folder, TestContext.Current.CancellationToken);
        Assert.Equal(10, data.People.Length);
        Assert.True(before < 5);
        Assert.Equal(10, data.People.Select(person => person.Person).Distinct().Count());
    }

    [Fact]
    public void SaysWhatIsWrongWithTheInput()
    {
        using TemporaryFolder folder = new();
        GroundTruth truth = Truth();
        string message = Assert.Throws<FileNotFoundException>(() => FeatureExtraction.CountPeople(truth, folder.Path)).Message;
        Assert.Contains("None of the", message, StringComparison.Ordinal);
        Assert.Contains("--images", Assert.Throws<FileNotFoundException>(() => FeatureExtraction.CountPeople(truth, folder.File("nowhere"))).Message, StringComparison.Ordinal);
        Assert.Equal(10, FeatureExtraction.CountPeople(truth, SharedData.Path("images")));
    }

    private static GroundTruth Truth() => GroundTruthReader.Read(SharedData.Path("annotations", "cocomini_person_keypoints_val2017.json"));

    private CalibrationData Run(TemporaryFolder folder, CancellationToken cancel, Action<int>? afterImage = null)
    {
        CalibrationModel model = CalibrationModel.Load(
            SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"), null, HeadDesign.Parse("heatmap+statistics+tied"), 10, NullLogger.Instance);
        string? Load(string path, Frame frame)
        {
            _loaded.Add(Path.GetFileName(path));
            afterImage?.Invoke(_loaded.Count);
            if (Path.GetFileName(path) == _unreadable)
            {
                return "it is broken";
            }

            using Mat image = Cv2.ImRead(path);
            image.GetArray(out Vec3b[] pixels);
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).CopyTo(frame.Resize(image.Width, image.Height).Span);
            return null;
        }

        return FeatureExtraction.Run(model, Truth(), SharedData.Path("images"), folder.Path, Load, new Listener(_messages), NullLogger.Instance, cancel);
    }

    private sealed class Listener(List<string> messages) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value)
        {
            if (value.Skipped is not null)
            {
                messages.Add(value.Skipped);
            }
        }
    }
}
