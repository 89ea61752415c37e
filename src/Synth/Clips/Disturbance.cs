using LivePose.Synth.Effects;

namespace LivePose.Synth.Clips;

/// <summary>What lens and light do to the frames of a clip: the same look all the time, and for a while smear or darkness.</summary>
internal sealed class Disturbance
{
    private const float Darkest = 0.2f, NoiseInTheDark = 10;

    private readonly PhotoEffects _plain;
    private readonly double _seconds;
    private readonly double _blurAt;
    private readonly double _darkAt;
    private readonly float _trace;
    private readonly bool _blurs;
    private readonly bool _darkens;

    /// <summary>Draws when and how.</summary>
    public Disturbance(Random random, ClipSettings settings)
    {
        _plain = new PhotoEffects
        {
            Defocus = random.Between(.45f, .65f),
            Gamma = random.LogBetween(.9f, 1.1f),
            Contrast = random.Between(.9f, 1.1f),
            Noise = random.Between(1f, 2.5f),
            MotionAngle = random.Between(0, MathF.PI),
        };
        _seconds = settings.Seconds;
        _blurAt = random.Between(.38f, .46f) * settings.Seconds;
        _darkAt = random.Between(.76f, .84f) * settings.Seconds;
        _trace = random.Between(.018f, .028f) * settings.Width;
        (_blurs, _darkens) = (settings.Blur, settings.Dark);
    }

    /// <summary>The effects at a time of the clip, seconds.</summary>
    public PhotoEffects At(double time)
    {
        float smear = _blurs ? Bump(time, _blurAt) : 0, night = _darkens ? Bump(time, _darkAt) : 0, light = 1 - ((1 - Darkest) * night);
        return _plain with
        {
            Motion = (int)(smear * _trace),
            Defocus = _plain.Defocus + (.9f * smear),
            Balance = (light, light, light),
            Noise = _plain.Noise + (NoiseInTheDark * night),
        };
    }

    /// <summary>1 around a moment, 0 from a seventh of the clip before it to a seventh after.</summary>
    private float Bump(double time, double moment) => (float)Ease.Smooth(2 * (1 - (7 * Math.Abs(time - moment) / _seconds)));
}
