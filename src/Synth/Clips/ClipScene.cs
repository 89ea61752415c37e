using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.Effects;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Clips;

/// <summary>A whole clip before it is drawn: people who move, what stands and passes around them, camera and light, at any time.</summary>
/// <remarks>
/// Whoever goes somewhere (paces, walks, circles) does so across the picture, each a little farther away than the one before, so that
/// they cross and hide each other; whoever stays stands behind them and faces the camera. Immutable after it is made.
/// </remarks>
internal sealed class ClipScene
{
    private const float PersonHeight = 1.7f, LaneWidth = 1.35f, Behind = 1.1f;

    private const string Recorded = "recorded";

    private const int PasserStream = 2, DisturbanceStream = 3; // of their own, so that nuisances change nothing else

    private static readonly string[] Travelling = ["walk", "pace", "circle"];

    private readonly ClipSettings _settings;
    private readonly ClipCamera _camera;
    private readonly Actor[] _actors;
    private readonly List<Passer> _passers = [];
    private readonly SynthScene _still;
    private readonly Disturbance _disturbance;

    /// <summary>Invents a clip.</summary>
    /// <param name="settings">What it shall be.</param>
    /// <param name="figures">Bodies that people may have.</param>
    /// <param name="photos">Backgrounds that may be used; empty = made ones only.</param>
    /// <exception cref="InvalidDataException">The recorded motion cannot be used.</exception>
    public ClipScene(ClipSettings settings, IReadOnlyList<Figure> figures, IReadOnlyList<Photo> photos)
    {
        _settings = settings;
        Random random = SynthSeed.Stream(settings.Seed, 0);
        float focal = random.Between(.95f, 1.1f) * Math.Max(settings.Width, settings.Height);
        float distance = Math.Max(focal * PersonHeight / (random.Between(.55f, .62f) * settings.Height), 2.5f);
        _camera = new ClipCamera(random, settings, focal, distance);
        _actors = Place(random, settings, figures, distance, .5f * settings.Width * distance / focal);
        SceneComposer.Shot shot = new(_camera.At(0), new Vector3(0, 0, distance), focal, distance, _camera.EyeHeight, settings.Width, settings.Height);
        _still = Surround(random, shot, photos);
        Random passing = SynthSeed.Stream(settings.Seed, 0, PasserStream);
        for (int i = 0; settings.Occluders && i < 3; i++)
        {
            _passers.Add(Passer.Create(passing, (.15 + (.35 * i)) * settings.Seconds, passing.Between(.5f, .62f) * distance));
        }

        _disturbance = new Disturbance(SynthSeed.Stream(settings.Seed, 0, DisturbanceStream), settings);
    }

    /// <summary>The scene at a time of the clip, seconds.</summary>
    public SynthScene At(double time) => _still with
    {
        Camera = _camera.At(time),
        People = [.. _actors.Select(actor => actor.At(time))],
        Props = [.. _still.Props, .. _passers.Select(passer => passer.At(time))],
    };

    /// <summary>What lens and light do at a time of the clip, seconds.</summary>
    public PhotoEffects EffectsAt(double time) => _disturbance.At(time);

    /// <summary>Everybody, with body, motion and spot.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="settings">How many, and what they do.</param>
    /// <param name="figures">Bodies that they may have.</param>
    /// <param name="distance">Of the nearest lane from the camera, metres.</param>
    /// <param name="half">Half of the breadth that the picture shows there, metres.</param>
    private static Actor[] Place(Random random, ClipSettings settings, IReadOnlyList<Figure> figures, float distance, float half)
    {
        BvhClip? recording = settings.BvhFile is string file ? BvhReader.Read(file) : null;
        string[] motions = [.. Enumerable.Range(0, settings.People).Select(i => recording is null ? Choose(random, settings, i) : Recorded)];
        Actor[] actors = new Actor[motions.Length];
        int lanes = motions.Count(Travels), lane = 0, place = 0;
        float behind = lanes > 0 ? ((lanes - 1) * LaneWidth) + Behind : 0;
        for (int i = 0; i < actors.Length; i++)
        {
            bool travels = Travels(motions[i]);
            double heading = travels ? (lane % 2 == 0 ? -0.5 : 0.5) * Math.PI : Math.PI + random.Normal(.35f);
            actors[i] = Cast(random, random.Pick<Figure>([.. figures]), motions[i], recording, heading);
            Vector3 spot = travels
                ? new Vector3(0, 0, distance + (lane++ * LaneWidth))
                : Standing(random, place++, actors.Length - lanes, distance + behind, half);
            actors[i].MoveTo(spot, settings.Seconds);
        }

        return actors;
    }

    private static string Choose(Random random, ClipSettings settings, int person)
    {
        string drawn = Motion.Names[random.Next(Motion.Names.Count)]; // always drawn, so that the rest of the clip stays as it is
        return settings.Motions.Count > 0 ? settings.Motions[person % settings.Motions.Count]
            : person < 2 ? "pace"
            : Travels(drawn) ? "dance" : drawn;
    }

    private static bool Travels(string motion) => Array.IndexOf(Travelling, motion) >= 0;

    private static Actor Cast(Random random, Figure figure, string motion, BvhClip? recording, double heading)
    {
        double[] betas = new double[figure.Model.ShapeCount];
        for (int s = 0; s < betas.Length; s++)
        {
            betas[s] = Math.Clamp(random.Normal(.9f), -2f, 2f);
        }

        Proportions body = new(figure.Model, betas);
        Random own = new(random.Next());
        Motion moves = recording is not null ? new BvhMotion(recording, body) : Motion.Create(motion, body, own);
        return new Actor(figure, AppearanceSampler.Sample(random), betas, moves, body.RestPelvis, own.Between(0f, 6f), heading) { Sits = motion == "sit" };
    }

    /// <summary>A spot of those who stay: evenly side by side, not in a line.</summary>
    private static Vector3 Standing(Random random, int index, int count, float distance, float half)
    {
        float across = count == 1 ? random.Between(-.25f, .25f) : (1.3f * index / (count - 1)) - .65f;
        return new Vector3(across * half, 0, distance + random.Between(0f, .6f));
    }

    /// <summary>Props that keep clear of everybody's way, seats, light and backdrop.</summary>
    private SynthScene Surround(Random random, SceneComposer.Shot shot, IReadOnlyList<Photo> photos)
    {
        const int Moments = 12;
        List<Vector3> places = [];
        List<Prop> props = [];
        foreach (Actor actor in _actors)
        {
            double lowest = double.MaxValue, when = 0;
            for (int i = 0; i <= Moments; i++)
            {
                double time = _settings.Seconds * i / Moments;
                Vector3D pelvis = actor.Pelvis(time);
                places.Add(new Vector3((float)pelvis.X, 0, (float)pelvis.Z));
                (lowest, when) = pelvis.Y < lowest ? (pelvis.Y, time) : (lowest, when);
            }

            if (actor.Sits)
            {
                ScenePerson person = actor.At(when);
                PosedFigure posed = new(person.Figure);
                posed.Pose(person.Body);
                SeatBuilder.Add(random, posed, props);
            }
        }

        Surroundings surroundings = new(random, shot, places, props);
        Backdrop backdrop = surroundings.Build(photos);
        return new SynthScene
        {
            Width = _settings.Width,
            Height = _settings.Height,
            Camera = shot.Camera,
            People = [],
            Props = props,
            Light = LightSampler.Sample(random, surroundings.IsIndoors),
            Backdrop = backdrop,
        };
    }
}
