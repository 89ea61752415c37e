using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Goes through moments again and again with both feet planted; breathes and sways a little meanwhile.</summary>
internal sealed class KeyedMotion : Motion
{
    private readonly Proportions _body;
    private readonly MotionKey[] _keys;
    private readonly double _round;
    private readonly FootPin _left;
    private readonly FootPin _right;
    private readonly double _start;

    /// <summary>Plants the feet.</summary>
    /// <param name="body">The body.</param>
    /// <param name="random">Draws how the feet stand and how restless the body is.</param>
    /// <param name="keys">The moments; after the last comes the first.</param>
    /// <param name="width">Distance of each foot from the middle, in half hip widths.</param>
    public KeyedMotion(Proportions body, Random random, MotionKey[] keys, double width)
    {
        _body = body;
        _keys = keys;
        _round = keys.Sum(k => k.Seconds);
        _start = random.Between(0, 10);
        double out1 = body.HipHalfWidth * width * random.Between(0.9, 1.15), out2 = body.HipHalfWidth * width * random.Between(0.9, 1.15);
        _left = body.Stand(new PathPoint(out1, random.Normal(0.02), random.Between(0.1, 0.3) * width), 0);
        _right = body.Stand(new PathPoint(-out2, random.Normal(0.02), -random.Between(0.1, 0.3) * width), 0);
    }

    /// <inheritdoc/>
    public override void At(double time, BodyParameters pose)
    {
        double left = time - (Math.Floor(time / _round) * _round);
        int key = 0;
        while (key < _keys.Length - 1 && left >= _keys[key].Seconds)
        {
            left -= _keys[key++].Seconds;
        }

        MotionKey from = _keys[(key + _keys.Length - 1) % _keys.Length], to = _keys[key];
        double t = Ease.Smooth(left / to.Seconds), clock = time + _start;
        Stance stance = Stance.Blend(from.Stance, to.Stance, t);
        stance = stance with
        {
            Trunk = stance.Trunk + new Vector3D(0.015 * Math.Sin(1.7 * clock), 0.02 * Math.Sin(0.9 * clock), 0.01 * Math.Sin(1.1 * clock)),
            Gaze = stance.Gaze + new Vector3D(0.05 * Math.Sin(0.8 * clock), 0.12 * Math.Sin(0.6 * clock), 0.03 * Math.Sin(0.7 * clock)),
        };
        Vector3D sway = new(0.012 * Math.Sin(0.7 * clock), 0, 0.006 * Math.Sin(1.3 * clock));
        Vector3D pelvis = new Vector3D(0, _body.StandingHeight, -0.02)
            + (_body.Leg * (((1 - t) * from.Pelvis) + (t * to.Pelvis) + sway));
        _body.Place(stance, pelvis, 0, _left, _right, pose);
    }
}
