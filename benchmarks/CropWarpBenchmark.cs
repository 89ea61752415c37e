using BenchmarkDotNet.Attributes;
using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;
using OpenCvSharp;

namespace LivePose.Benchmarks;

/// <summary>A frame region into a network's input: ours against OpenCV's warp followed by conversion, both on one core.</summary>
[MemoryDiagnoser]
public class CropWarpBenchmark : IDisposable
{
    private readonly byte[] _pixels = new byte[3 * 1280 * 720];
    private readonly byte[] _large = new byte[3 * 1920 * 1080];
    private readonly CropWarp _pose = new(Input(192, 256));
    private readonly CropWarp _detector = new(Input(640, 640));
    private readonly float[] _crop = new float[3 * 192 * 256];
    private readonly float[] _letterbox = new float[3 * 640 * 640];
    private Mat _source = null!;

    /// <summary>Height of the person's box in the frame, px.</summary>
    [Params(150, 400, 700)]
    public int PersonHeight { get; set; }

    private Box Person => Box.FromCenter(640, 360, PersonHeight * 0.4f, PersonHeight);

    [GlobalSetup]
    public void Fill()
    {
        Cv2.SetNumThreads(1);
        new Random(1).NextBytes(_pixels);
        new Random(2).NextBytes(_large);
        _source = Mat.FromPixelData(720, 1280, MatType.CV_8UC3, _pixels);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _source.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "crop 192x256 from 720p, warp + normalise")]
    public void Crop() =>
        _pose.Warp(new BgrImage(_pixels, 1280, 720, 3 * 1280), CropTransform.OfPerson(Person, 1.25f, 192, 256), _crop);

    [Benchmark(Description = "the same with OpenCV: warpAffine + blobFromImage")]
    public void OpenCv()
    {
        CropTransform t = CropTransform.OfPerson(Person, 1.25f, 192, 256);
        using Mat map = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new double[] { t.StepX, 0, t.OriginX, 0, t.StepY, t.OriginY });
        using Mat crop = new();
        Cv2.WarpAffine(_source, crop, map, new Size(192, 256), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);
        using Mat blob = OpenCvSharp.Dnn.CvDnn.BlobFromImage(crop, 1 / 57.4, default, new Scalar(103.5, 116.3, 123.7), swapRB: true);
    }

    [Benchmark(Description = "letterbox 640x640 from 1080p")]
    public void Letterbox() =>
        _detector.Warp(new BgrImage(_large, 1920, 1080, 3 * 1920), CropTransform.Letterbox(1920, 1080, 640, 640, false), _letterbox);

    private static ModelInput Input(int width, int height) => new()
    {
        Name = "image",
        Width = width,
        Height = height,
        Layout = InputLayout.Nchw,
        Element = InputElement.Float32,
        Color = ColorOrder.Rgb,
        Mean = [123.7f, 116.3f, 103.5f],
        Std = [58.4f, 57.1f, 57.4f],
        Pad = 0,
        Fit = InputFit.Crop,
    };
}
