using CsCheck;
using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Crop;

public class CropWarpTests
{
    private static readonly Gen<CropTransform> Transforms = Gen.Select(
        Gen.Float[0.1f, 6], Gen.Float[0.1f, 6], Gen.Float[-40, 40], Gen.Float[-40, 40], (sx, sy, x, y) => new CropTransform(sx, sy, x, y));

    [Fact]
    public void EqualsTheReference() => Gen.Select(
        Transforms, Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 24], Gen.Int[1, 24], Gen.Bool, Gen.Bool, Gen.Int[0, 1000]).Sample(
        (transform, width, height, columns, rows, planar, bgr, seed) =>
        {
            byte[] pixels = Noise(width, height, seed);
            ModelInput input = Input(columns, rows) with
            {
                Layout = planar ? InputLayout.Nchw : InputLayout.Nhwc,
                Color = bgr ? ColorOrder.Bgr : ColorOrder.Rgb,
                Mean = [103.5f, 116.3f, 123.7f],
                Std = [57.4f, 57.1f, 58.4f],
                Pad = 114,
            };
            float[] tensor = new float[input.SampleLength];
            new CropWarp(input).Warp(new BgrImage(pixels, width, height, 3 * width), transform, tensor);
            double[] expected = WarpReference.Warp(pixels, width, height, transform, input);
            return tensor.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 2e-4);
        }, iter: 300);

    [Fact]
    public void IdentityCopiesEveryPixelInTheNetworksOrder()
    {
        byte[] pixels = Noise(17, 9, 1);
        ModelInput input = Input(17, 9) with { Layout = InputLayout.Nhwc };
        float[] tensor = new float[input.SampleLength];
        new CropWarp(input).Warp(new BgrImage(pixels, 17, 9, 51), new CropTransform(1, 1, 0, 0), tensor);
        Assert.Equal(pixels.Select(p => (float)p), tensor);
    }

    [Theory]
    [InlineData(ColorOrder.Bgr, InputLayout.Nchw)]
    [InlineData(ColorOrder.Rgb, InputLayout.Nchw)]
    [InlineData(ColorOrder.Bgr, InputLayout.Nhwc)]
    [InlineData(ColorOrder.Rgb, InputLayout.Nhwc)]
    public void KnownColourIsNormalised(ColorOrder color, InputLayout layout)
    {
        byte[] pixels = [.. Enumerable.Repeat(new byte[] { 10, 20, 30 }, 40 * 40).SelectMany(p => p)];
        ModelInput input = Input(6, 5) with { Color = color, Layout = layout, Mean = [1, 2, 3], Std = [2, 4, 5] };
        float[] tensor = new float[input.SampleLength];
        new CropWarp(input).Warp(new BgrImage(pixels, 40, 40, 120), CropTransform.OfRegion(new Box(5, 5, 20, 20), 6, 5), tensor);
        float[] expected = color == ColorOrder.Bgr ? [4.5f, 4.5f, 5.4f] : [14.5f, 4.5f, 1.4f];
        for (int i = 0; i < tensor.Length; i++)
        {
            Assert.Equal(expected[layout == InputLayout.Nchw ? i / 30 : i % 3], tensor[i], 1e-5f);
        }
    }

    [Fact]
    public void OutsideIsPadding()
    {
        ModelInput input = Input(8, 8) with { Pad = 114, Mean = [14, 14, 14], Std = [50, 50, 50] };
        float[] tensor = new float[input.SampleLength];
        new CropWarp(input).Warp(new BgrImage(Noise(20, 20, 2), 20, 20, 60), new CropTransform(2, 2, 500, -300), tensor);
        Assert.All(tensor, value => Assert.Equal(2, value, 1e-6f));
    }

    [Fact]
    public void RowPaddingIsNotRead()
    {
        const int Width = 11, Height = 7, Stride = 40;
        byte[] tight = Noise(Width, Height, 3), padded = new byte[(Stride * (Height - 1)) + (3 * Width)];
        Array.Fill(padded, (byte)255);
        for (int y = 0; y < Height; y++)
        {
            tight.AsSpan(3 * Width * y, 3 * Width).CopyTo(padded.AsSpan(Stride * y));
        }

        ModelInput input = Input(8, 8);
        float[] a = new float[input.SampleLength], b = new float[input.SampleLength];
        CropTransform transform = new(1.3f, 0.9f, -1, -1);
        CropWarp warp = new(input);
        warp.Warp(new BgrImage(tight, Width, Height, 3 * Width), transform, a);
        warp.Warp(new BgrImage(padded, Width, Height, Stride), transform, b);
        Assert.Equal(a, b);
    }

    [Theory]
    [InlineData(InputLayout.Nchw)]
    [InlineData(InputLayout.Nhwc)]
    public void IntegersAreTheFloatsRounded(InputLayout layout)
    {
        byte[] pixels = Noise(50, 40, 4);
        ModelInput input = Input(24, 18) with { Layout = layout, Color = ColorOrder.Rgb, Pad = 7 };
        BgrImage image = new(pixels, 50, 40, 150);
        CropTransform transform = new(2.3f, 2.3f, -3.2f, 1.7f);
        CropWarp warp = new(input);
        float[] floats = new float[input.SampleLength];
        int[] ints = new int[input.SampleLength];
        byte[] bytes = new byte[input.SampleLength];
        warp.Warp(image, transform, floats);
        warp.Warp(image, transform, ints);
        warp.Warp(image, transform, bytes);
        Assert.Equal(floats.Select(f => (int)MathF.Round(f)), ints);
        Assert.Equal(ints.Select(i => (byte)i), bytes);
    }

    [Theory]
    [InlineData(160, 120)] // enlarged
    [InlineData(64, 48)] // reduced 1.56 times
    public void EqualsOpenCvLinearUpToTwofoldReduction(int width, int height)
    {
        const int SourceWidth = 100, SourceHeight = 75;
        byte[] pixels = Noise(SourceWidth, SourceHeight, 5);
        using Mat source = Mat.FromPixelData(SourceHeight, SourceWidth, MatType.CV_8UC3, pixels);
        using Mat resized = new();
        Cv2.Resize(source, resized, new OpenCvSharp.Size(width, height), 0, 0, InterpolationFlags.Linear);
        ModelInput input = Input(width, height) with { Layout = InputLayout.Nhwc };
        float[] tensor = new float[input.SampleLength];
        CropTransform transform = CropTransform.Stretch(SourceWidth, SourceHeight, width, height);
        new CropWarp(input).Warp(new BgrImage(pixels, SourceWidth, SourceHeight, 3 * SourceWidth), transform, tensor);
        for (int y = 2; y < height - 2; y++)
        {
            for (int x = 2; x < width - 2; x++)
            {
                Vec3b expected = resized.At<Vec3b>(y, x);
                for (int c = 0; c < 3; c++)
                {
                    Assert.Equal(expected[c], tensor[(((y * width) + x) * 3) + c], 1.01f);
                }
            }
        }
    }

    /// <summary>Stripes of one pixel, reduced four times: linear interpolation between two pixels would show bars that are not there.</summary>
    [Fact]
    public void FinePatternsAverageOutWhenReduced()
    {
        const int Width = 161, Height = 90;
        byte[] pixels = new byte[3 * Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i / 3 % Width % 2 == 0 ? 255 : 0);
        }

        ModelInput input = Input(36, 20);
        float[] tensor = new float[input.SampleLength];
        new CropWarp(input).Warp(new BgrImage(pixels, Width, Height, 3 * Width), new CropTransform(4.3f, 4.3f, 4, 4), tensor);
        Assert.InRange(tensor.Max() - tensor.Min(), 0, 40);
        Assert.Equal(127.5, tensor.Average(), 5.0);
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        byte[] pixels = Noise(200, 100, 6);
        ModelInput input = Input(48, 64);
        CropWarp warp = new(input);
        float[] tensor = new float[input.SampleLength];
        int[] ints = new int[input.SampleLength];
        CropTransform transform = new(3.5f, 3.5f, -10, -20);
        Allocation.AssertSteady(() =>
        {
            warp.Warp(new BgrImage(pixels, 200, 100, 600), transform, tensor);
            warp.Warp(new BgrImage(pixels, 200, 100, 600), transform, ints);
        });
    }

    [Fact]
    public void WrongTensorLengthIsRefused() => Assert.Throws<ArgumentException>(
        () => new CropWarp(Input(8, 8)).Warp(new BgrImage(new byte[12], 2, 2, 6), new CropTransform(1, 1, 0, 0), new float[8 * 8]));

    private static ModelInput Input(int width, int height) => new()
    {
        Name = "image",
        Width = width,
        Height = height,
        Layout = InputLayout.Nchw,
        Element = InputElement.Float32,
        Color = ColorOrder.Bgr,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
        Pad = 0,
        Fit = InputFit.Crop,
    };

    private static byte[] Noise(int width, int height, int seed)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }
}
