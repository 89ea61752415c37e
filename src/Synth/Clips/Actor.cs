using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Clips;

/// <summary>A person of a clip: body, clothes, and a motion put in its place in the world.</summary>
internal sealed class Actor
{
    private readonly Figure _figure;
    private readonly Appearance _look;
    private readonly double[] _betas;
    private readonly Motion _motion;
    private readonly double _start;
    private readonly Matrix3 _turn;
    private readonly Vector3D _restPelvis;
    private Vector3D _shift;

    /// <summary>Puts a motion so that it happens around a spot.</summary>
    /// <param name="figure">The body.</param>
    /// <param name="look">Clothes, skin and hair.</param>
    /// <param name="betas">Shape.</param>
    /// <param name="motion">What it does, made for this shape.</param>
    /// <param name="restPelvis">The pelvis joint of the shape at rest, metres.</param>
    /// <param name="start">Moment of the motion at the clip's start, seconds.</param>
    /// <param name="heading">Turn about the vertical, radians.</param>
    public Actor(Figure figure, Appearance look, double[] betas, Motion motion, Vector3D restPelvis, double start, double heading)
    {
        (_figure, _look, _betas, _motion, _restPelvis, _start) = (figure, look, betas, motion, restPelvis, start);
        _turn = Rotation.Exp(new Vector3D(0, heading, 0));
    }

    /// <summary>True where the motion asks for a seat.</summary>
    public required bool Sits { get; init; }

    /// <summary>Moves the motion so that its mean place during the clip is a spot on the ground.</summary>
    public void MoveTo(Vector3 spot, double seconds)
    {
        const int Samples = 40;
        _shift = default;
        Vector3D sum = default;
        for (int i = 0; i <= Samples; i++)
        {
            sum += Pelvis(seconds * i / Samples);
        }

        Vector3D mean = (1.0 / (Samples + 1)) * sum;
        _shift = new Vector3D(spot.X - mean.X, 0, spot.Z - mean.Z);
    }

    /// <summary>Where the pelvis joint is, metres.</summary>
    public Vector3D Pelvis(double time) => At(time).Body.Translation + _restPelvis;

    /// <summary>The person at a time of the clip, seconds.</summary>
    public ScenePerson At(double time)
    {
        BodyParameters body = new(_figure.Model.ShapeCount);
        _betas.CopyTo(body.Betas, 0);
        _motion.At(time + _start, body);
        body.Rotations[0] = _turn * body.Rotations[0];
        body.Translation = (_turn * (body.Translation + _restPelvis)) + _shift - _restPelvis;
        return new ScenePerson(_figure, _look, body);
    }
}
