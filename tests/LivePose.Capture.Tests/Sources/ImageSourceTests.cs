using CsCheck;
using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;
using FrameSource = LivePose.Capture.Sources.FrameSource;

namespace LivePose.Capture.Tests.Sources;

public sealed class ImageSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadsAFolderInNaturalOrderWithEachImagesOwnSize()
    {
        foreach (int n in new[] { 10, 9, 2, 1 })
        {
            Save($"img{n}.png", 10 + n, 20, MatType.CV_8UC3, Scalar.All(n));
        }

        File.WriteAllText(_folder.File("notes.txt"), "not an image");
        using IFrameSource source = FrameSource.Open(_folder.Path, new SourceOptions { ImagesPerSecond = 10 }, NullLogger.Instance);
        Assert.Equal(["img1.png", "img2.png", "img9.png", "img10.png"], source.Info.FrameNames!);
        Assert.Equal((11, 20, 10.0, 4L), (source.Info.Width, source.Info.Height, source.Info.FramesPerSecond, source.Info.FrameCount));
        Frame frame = FramePools.NewFrame();
        foreach ((int n, long index) in new[] { (1, 0L), (2, 1L), (9, 2L), (10, 3L) })
        {
            Assert.True(source.TryRead(frame));
            Assert.Equal((10 + n, 20), (frame.Width, frame.Height));
            Assert.Equal((byte)n, frame.Image.Pixels[0]);
            Assert.Equal((index, index / 10.0), (frame.Stamp.Index, frame.Stamp.Time.TotalSeconds));
        }

        Assert.False(source.TryRead(frame));
    }

    [Fact]
    public void NamesAndSkipsWhatCannotBeDecoded()
    {
        Save("a1.png", 8, 8, MatType.CV_8UC3, Scalar.All(1));
        File.WriteAllText(_folder.File("a2.png"), "no picture");
        File.WriteAllBytes(_folder.File("a3.jpg"), []);
        Save("a4.png", 8, 8, MatType.CV_8UC3, Scalar.All(4));
        LogList log = new();
        using IFrameSource source = FrameSource.Open(_folder.Path, new SourceOptions(), log);
        Frame frame = FramePools.NewFrame();
        List<long> indices = [];
        while (source.TryRead(frame))
        {
            indices.Add(frame.Stamp.Index);
        }

        Assert.Equal([0, 3], indices);
        Assert.Equal(2, log.Warnings.Count());
        Assert.Contains(log.Warnings, w => w.Contains("a2.png", StringComparison.Ordinal));
        Assert.Contains(log.Warnings, w => w.Contains("a3.jpg", StringComparison.Ordinal) && w.Contains("empty", StringComparison.Ordinal));
    }

    [Fact]
    public void FindsFilesByPatternInAnyPartOfThePath()
    {
        foreach (string camera in new[] { "cam2", "cam10", "other" })
        {
            Directory.CreateDirectory(_folder.File(camera));
            Save(Path.Combine(camera, "view.png"), 8, 8, MatType.CV_8UC3, Scalar.All(1));
        }

        using IFrameSource source = FrameSource.Open(_folder.File("cam*", "v?ew.*"), new SourceOptions(), NullLogger.Instance);
        Assert.Equal(2, source.Info.FrameCount);
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(
            () => FrameSource.Open(_folder.File("cam*", "*.jpg"), new SourceOptions(), NullLogger.Instance));
        Assert.Contains("*.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPixelFormatBecomesBgr24()
    {
        Save("grey.png", 4, 4, MatType.CV_8UC1, Scalar.All(77));
        Save("alpha.png", 4, 4, MatType.CV_8UC4, new Scalar(10, 20, 30, 0));
        Save("deep.png", 4, 4, MatType.CV_16UC1, Scalar.All(0xABCD));
        Save("deep.tiff", 4, 4, MatType.CV_16UC3, new Scalar(0x1122, 0x3344, 0x5566));
        Assert.Equal([77, 77, 77], FirstPixel("grey.png"));
        Assert.Equal([10, 20, 30], FirstPixel("alpha.png"));
        Assert.Equal([0xAB, 0xAB, 0xAB], FirstPixel("deep.png"));
        Assert.Equal([0x11, 0x33, 0x55], FirstPixel("deep.tiff"));
    }

    [Fact]
    public void HonoursExifOrientation()
    {
        // Left half black, right half white; orientation 6 = turn clockwise: the white half comes down.
        using Mat mat = new(16, 32, MatType.CV_8UC3, Scalar.Black);
        mat[new Rect(16, 0, 16, 16)].SetTo(Scalar.White);
        Cv2.ImEncode(".jpg", mat, out byte[] jpeg, (int[])[]);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
        ];
        File.WriteAllBytes(_folder.File("turned.jpg"), [.. jpeg[..2], .. exif, .. jpeg[2..]]);
        using IFrameSource source = FrameSource.Open(_folder.File("turned.jpg"), new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        Assert.True(source.TryRead(frame));
        Assert.Equal((16, 32), (frame.Width, frame.Height));
        Assert.True(frame.Image.Row(0)[24] < 50 && frame.Image.Row(31)[24] > 200);
    }

    [Fact]
    public void ReadsARealPhotograph()
    {
        using IFrameSource source = FrameSource.Open(SharedData.Path("images", "three_people.jpg"), new SourceOptions(), NullLogger.Instance);
        Assert.Equal(("three_people.jpg", 1049, 861, 1L), (source.Info.Name, source.Info.Width, source.Info.Height, source.Info.FrameCount));
        Frame frame = FramePools.NewFrame();
        Assert.True(source.TryRead(frame));
        Assert.False(source.TryRead(frame));
    }

    [Fact]
    public void BadImagesAndFoldersAreNamedInOneSentence()
    {
        File.WriteAllText(_folder.File("text.png"), "no picture");
        File.WriteAllBytes(_folder.File("empty.png"), []);
        Directory.CreateDirectory(_folder.File("nothing"));
        Directory.CreateDirectory(_folder.File("broken"));
        File.WriteAllText(_folder.File("broken", "1.png"), "no picture");
        File.WriteAllText(_folder.File("broken", "2.png"), "no picture");
        Clear<InvalidDataException>("text.png");
        Clear<InvalidDataException>("empty.png");
        Clear<FileNotFoundException>("absent.png");
        Clear<InvalidDataException>("nothing");
        Clear<InvalidDataException>("broken");
    }

    [Theory]
    [InlineData("img2", "img10", -1)]
    [InlineData("img02", "img2", -1)]
    [InlineData("a9b1", "a9b1", 0)]
    [InlineData("A1", "a2", -1)]
    [InlineData("a", "a1", -1)]
    [InlineData("x99999999999999999999999", "x100000000000000000000000", -1)]
    public void NaturalOrderIsThatOfPeople(string a, string b, int expected)
    {
        Assert.Equal(expected, Math.Sign(NaturalOrder.Instance.Compare(a, b)));
        Assert.Equal(-expected, Math.Sign(NaturalOrder.Instance.Compare(b, a)));
    }

    [Fact]
    public void NaturalOrderIsTotal() =>
        Gen.String["aAb019."].Array[3].Sample(names =>
        {
            int ab = NaturalOrder.Instance.Compare(names[0], names[1]), bc = NaturalOrder.Instance.Compare(names[1], names[2]), ac = NaturalOrder.Instance.Compare(names[0], names[2]);
            bool antisymmetric = Math.Sign(ab) == -Math.Sign(NaturalOrder.Instance.Compare(names[1], names[0]));
            return antisymmetric && ((ab == 0) == (names[0] == names[1])) && (!(ab <= 0 && bc <= 0) || ac <= 0);
        });

    private byte[] FirstPixel(string name)
    {
        using IFrameSource source = FrameSource.Open(_folder.File(name), new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        Assert.True(source.TryRead(frame));
        return frame.Image.Pixels[..3].ToArray();
    }

    private void Save(string name, int width, int height, MatType type, Scalar value)
    {
        using Mat mat = new(height, width, type, value);
        Assert.True(Cv2.ImWrite(_folder.File(name), mat));
    }

    private void Clear<T>(string name)
        where T : Exception
    {
        T error = Assert.Throws<T>(() => FrameSource.Open(_folder.File(name), new SourceOptions(), NullLogger.Instance));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
