using LivePose.Synth.Drawing;
using LivePose.Synth.Effects;
using OpenCvSharp;

namespace LivePose.Synth.Tests;

public sealed class PhotoLabTests : IDisposable
{
    private static readonly PhotoEffects None = new() { Defocus = .2f };

    private readonly PhotoLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Without_effects_the_picture_stays()
    {
        DrawnScene drawn = Halves();
        byte[] bgr = Develop(drawn, None);
        for (int i = 0; i < bgr.Length / 3; i++)
        {
            Assert.Equal(drawn.Bgra.Slice(4 * i, 3).ToArray(), bgr[(3 * i)..((3 * i) + 3)]);
        }
    }

    [Fact]
    public void Blur_and_traces_keep_a_plain_picture()
    {
        DrawnScene drawn = Plain(120);
        Assert.All(Develop(drawn, None with { Defocus = 2, Motion = 9, MotionAngle = .7f, Resolution = .5f }), value => Assert.InRange(value, 119, 121));
    }

    [Fact]
    public void A_trace_smears_along_its_direction_only()
    {
        DrawnScene drawn = Halves(); // the border is upright
        Assert.Equal(Develop(drawn, None), Develop(drawn, None with { Motion = 7, MotionAngle = MathF.PI / 2 }));
        Assert.NotEqual(Develop(drawn, None), Develop(drawn, None with { Motion = 7, MotionAngle = 0 }));
    }

    [Fact]
    public void Noise_has_the_spread_it_is_asked_for()
    {
        byte[] bgr = Develop(Plain(128), None with { Noise = 8 });
        double mean = bgr.Average(v => v), spread = Math.Sqrt(bgr.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(mean, 126.5, 129);
        Assert.InRange(spread, 7.4, 8.6);
    }

    [Fact]
    public void Tones_follow_gamma_contrast_and_balance()
    {
        Assert.All(Develop(Plain(64), None with { Gamma = .5f }), v => Assert.Equal(128, v)); // 255 sqrt(64 / 255) = 127.7
        Assert.All(Develop(Plain(100), None with { Contrast = .5f }), v => Assert.Equal(114, v));
        byte[] bgr = Develop(Plain(100), None with { Balance = (1, .5f, 2) });
        Assert.Equal([100, 50, 200], bgr[..3]);
    }

    [Fact]
    public void Only_what_is_far_behind_the_focus_is_blurred()
    {
        DrawnScene drawn = Halves();
        for (int i = 0; i < drawn.Width * drawn.Height; i++)
        {
            drawn.Labels[(2 * i) + 1] = (ushort)(i / drawn.Width < drawn.Height / 2 ? 1000 : 9000); // near above, far below
        }

        byte[] sharp = Develop(drawn, None), blurred = Develop(drawn, None with { BackgroundBlur = 3, FocusDepth = 2 });
        int row = 3 * drawn.Width;
        Assert.Equal(sharp[..(10 * row)], blurred[..(10 * row)]);
        Assert.NotEqual(sharp[(25 * row)..(26 * row)], blurred[(25 * row)..(26 * row)]);
    }

    [Fact]
    public void A_file_of_better_quality_is_larger_and_nearer()
    {
        DrawnScene drawn = Halves();
        byte[] good = _lab.Jpeg(drawn, None with { Noise = 9, Quality = 95 }, new Random(1)), poor = _lab.Jpeg(drawn, None with { Noise = 9, Quality = 30 }, new Random(1));
        Assert.True(good.Length > poor.Length);
        using Mat read = Cv2.ImDecode(good, ImreadModes.Color);
        Assert.Equal(new Size(40, 32), read.Size());
    }

    private byte[] Develop(DrawnScene drawn, PhotoEffects effects) => _lab.Develop(drawn, effects, new Random(7)).AsSpan<byte>().ToArray();

    private static DrawnScene Plain(byte value)
    {
        DrawnScene drawn = new();
        drawn.Resize(40, 32);
        drawn.Bgra.Fill(value);
        return drawn;
    }

    /// <summary>Dark on the left, light on the right.</summary>
    private static DrawnScene Halves()
    {
        DrawnScene drawn = Plain(40);
        for (int i = 0; i < 40 * 32; i++)
        {
            if (i % 40 >= 20)
            {
                drawn.Bgra.Slice(4 * i, 3).Fill(200);
            }
        }

        return drawn;
    }
}
