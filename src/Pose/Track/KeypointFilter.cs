using System.Numerics;

namespace LivePose.Pose.Track;

/// <summary>State of one keypoint's One-Euro filter. <c>default</c> = nothing seen yet.</summary>
internal struct KeypointFilter
{
    private Vector2 _position;
    private Vector2 _velocity;
    private TimeSpan _time;
    private bool _isStarted;

    /// <summary>Filters the next measurement.</summary>
    /// <param name="seen">Measured keypoint, px.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="size">Person size, sqrt of the area, px.</param>
    /// <param name="variance">Variance of the measurement relative to the one at the reference confidence.</param>
    /// <param name="options">Cut-offs.</param>
    /// <returns>The keypoint at its filtered position.</returns>
    public Keypoint Next(Keypoint seen, TimeSpan time, float size, float variance, SmootherOptions options)
    {
        TimeSpan passed = time - _time;
        Vector2 measured = new(seen.X, seen.Y);
        if (!_isStarted || passed > options.MaxGap || passed <= TimeSpan.Zero)
        {
            _position = measured;
            _velocity = Vector2.Zero;
            _time = time;
            _isStarted = true;
            return seen;
        }

        float seconds = (float)passed.TotalSeconds;
        float speedGain = Listen(Gain(options.SpeedCutoff, seconds), variance);
        _velocity += speedGain * (((measured - _position) / seconds) - _velocity);
        float cutoff = options.MinCutoff + (options.SpeedGain * _velocity.Length() / size);
        _position += Listen(Gain(cutoff, seconds), variance) * (measured - _position);
        _time = time;
        return seen with { X = _position.X, Y = _position.Y };
    }

    /// <summary>α of the paper: weight of a new sample in a first-order low-pass filter.</summary>
    private static float Gain(float cutoff, float seconds)
    {
        float turns = 2 * MathF.PI * cutoff * seconds;
        return turns / (turns + 1);
    }

    private static float Listen(float gain, float variance) => gain / (gain + ((1 - gain) * variance));
}
