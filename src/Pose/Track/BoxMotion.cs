namespace LivePose.Pose.Track;

/// <summary>Where a person is and how it moves: body centre and box size, and the offset of the box's centre from the body's.</summary>
/// <remarks>
/// The body centre is the torso's where the pose is sure of it: swinging limbs and half-hidden boxes then do not bend the
/// velocity. The box centre is measured too, less its usual offset, and takes over when the torso is uncertain.
/// </remarks>
internal struct BoxMotion
{
    // Speed of somebody new, heights/s. At ByteTrack's 1.9 two noisy first boxes give a wild velocity; at 1 runners of 5 heights/s are lost.
    private const double StartVelocity = 1.2;

    // Seconds in which the offset follows a change of posture.
    private const double OffsetTime = 0.5;

    // Body sizes change slowly; less noise keeps a swinging arm from making the box grow on its own.
    private const double SizeAcceleration = 0.25;

    private ConstantVelocityFilter _x;
    private ConstantVelocityFilter _y;
    private ConstantVelocityFilter _width;
    private ConstantVelocityFilter _height;
    private double _offsetX;
    private double _offsetY;

    /// <summary>Begins at a first box.</summary>
    /// <param name="box">px.</param>
    /// <param name="torso">Centre of the torso, px, and its variance; infinite variance = unknown.</param>
    /// <param name="noise">Standard deviation of the box, heights.</param>
    public static BoxMotion Start(Box box, TorsoCentre torso, double noise)
    {
        double height = box.Height, variance = Square(noise * height), velocity = Square(StartVelocity * height);
        bool sure = torso.Variance < variance;
        double x = sure ? torso.X : box.CenterX, y = sure ? torso.Y : box.CenterY;
        return new BoxMotion
        {
            _x = ConstantVelocityFilter.Start(x, Math.Min(variance, torso.Variance), velocity),
            _y = ConstantVelocityFilter.Start(y, Math.Min(variance, torso.Variance), velocity),
            _width = ConstantVelocityFilter.Start(box.Width, variance, 0),
            _height = ConstantVelocityFilter.Start(box.Height, variance, 0),
            _offsetX = box.CenterX - x,
            _offsetY = box.CenterY - y,
        };
    }

    /// <summary>Column of the body centre, px.</summary>
    public readonly double X => _x.Position;

    /// <summary>Row of the body centre, px.</summary>
    public readonly double Y => _y.Position;

    /// <summary>Speed of the body centre, px/s.</summary>
    public readonly double Speed => Math.Sqrt(Square(_x.Velocity) + Square(_y.Velocity));

    /// <summary>Horizontal velocity of the body centre, px/s.</summary>
    public readonly double VelocityX => _x.Velocity;

    /// <summary>Standard deviation of the body centre, px an axis.</summary>
    public readonly double Deviation => Math.Sqrt(Math.Max(_x.PositionVariance, _y.PositionVariance));

    /// <summary>The box, px; at least one pixel wide and high.</summary>
    public readonly Box Box => LivePose.Box.FromCenter(
        (float)(_x.Position + _offsetX),
        (float)(_y.Position + _offsetY),
        (float)Math.Max(1, _width.Position),
        (float)Math.Max(1, _height.Position));

    /// <summary>Moves on in time.</summary>
    /// <param name="seconds">Not negative.</param>
    /// <param name="acceleration">Heights / s^1.5.</param>
    public void Predict(double seconds, double acceleration)
    {
        double density = Square(acceleration * Math.Max(1, _height.Position)), sizeDensity = density * SizeAcceleration * SizeAcceleration;
        _x = _x.Predict(seconds, density);
        _y = _y.Predict(seconds, density);
        _width = _width.Predict(seconds, sizeDensity);
        _height = _height.Predict(seconds, sizeDensity);
    }

    /// <summary>Takes a measurement in.</summary>
    /// <param name="box">px.</param>
    /// <param name="torso">Centre of the torso, px, and its variance.</param>
    /// <param name="noise">Standard deviation of the box, heights.</param>
    /// <param name="seconds">Time since the last measurement.</param>
    public void Update(Box box, TorsoCentre torso, double noise, double seconds)
    {
        double variance = Square(noise * Math.Max(1, _height.Position));
        _x = _x.Update(torso.X, torso.Variance).Update(box.CenterX - _offsetX, variance);
        _y = _y.Update(torso.Y, torso.Variance).Update(box.CenterY - _offsetY, variance);
        _width = _width.Update(box.Width, variance);
        _height = _height.Update(box.Height, variance);
        double follow = 1 - Math.Exp(-seconds / OffsetTime);
        _offsetX += follow * (box.CenterX - _x.Position - _offsetX);
        _offsetY += follow * (box.CenterY - _y.Position - _offsetY);
    }

    /// <summary>Keeps the size as it is: a person that is not seen neither grows nor shrinks without bound.</summary>
    public void HoldSize()
    {
        _width = _width with { Velocity = 0 };
        _height = _height with { Velocity = 0 };
    }

    private static double Square(double value) => value * value;
}
