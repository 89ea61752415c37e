namespace LivePose.Fitting;

/// <summary>Carries the last poses on with constant velocity and says how far to trust that.</summary>
/// <param name="shapeCount">S.</param>
/// <param name="unsteadiness">Factor on <see cref="MotionModel"/>, positive.</param>
internal sealed class MotionPredictor(int shapeCount, double unsteadiness)
{
    /// <summary>Error of a pose that is carried on, however short the step: the last fit was not exact either.</summary>
    private const double LeastRotationSigma = 0.03, LeastTranslationSigma = 0.01;

    /// <summary>Share of a new velocity that is believed; two noisy poses give a very noisy velocity.</summary>
    private const double VelocityGain = 0.4;

    private readonly BodyParameters _last = new(shapeCount);
    private readonly Vector3D[] _angular = new Vector3D[BodyJoint.Count];
    private Vector3D _linear;
    private bool _known;

    /// <summary>Time of the last pose, seconds.</summary>
    public double LastTime { get; private set; }

    /// <summary>True when there is a last pose.</summary>
    public bool HasPose => _known;

    /// <summary>Forgets everything.</summary>
    public void Reset() => _known = false;

    /// <summary>Takes in a good fit.</summary>
    public void Observe(BodyParameters pose, double time)
    {
        double dt = time - LastTime;
        if (_known && dt > 0)
        {
            for (int j = 0; j < BodyJoint.Count; j++)
            {
                Vector3D velocity = (1 / dt) * Rotation.Log(_last.Rotations[j].Transpose() * pose.Rotations[j]);
                _angular[j] += VelocityGain * (velocity - _angular[j]);
            }

            _linear += VelocityGain * (((1 / dt) * (pose.Translation - _last.Translation)) - _linear);
        }
        else
        {
            Array.Clear(_angular);
            _linear = default;
        }

        _last.CopyFrom(pose);
        LastTime = time;
        _known = true;
    }

    /// <summary>Writes the expected pose at a time and its precision into a term.</summary>
    public void Predict(double time, NearPoseTerm term)
    {
        double dt = Math.Max(0, time - LastTime), spread = unsteadiness * Math.Pow(dt, 1.5);
        term.Target.CopyFrom(_last);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            term.Target.Rotations[j] = _last.Rotations[j] * Rotation.Exp(dt * _angular[j]);
            double q = spread * MotionModel.Rotation(j);
            term.RotationPrecision[j] = 1 / ((q * q) + (LeastRotationSigma * LeastRotationSigma));
        }

        term.Target.Translation = _last.Translation + (dt * _linear);
        double t = spread * MotionModel.Translation, precision = 1 / ((t * t) + (LeastTranslationSigma * LeastTranslationSigma));
        term.TranslationPrecision = new Vector3D(precision, precision, precision);
    }
}
