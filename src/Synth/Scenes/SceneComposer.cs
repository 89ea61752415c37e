using System.Numerics;
using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.People;

namespace LivePose.Synth.Scenes;

/// <summary>Invents scenes: who stands where, who looks on, and what is around. One thread.</summary>
public sealed class SceneComposer
{
    private const int MostTries = 12;

    private const float PersonHeight = 1.7f, LeastGap = 0.38f;

    private static readonly Matrix3 HalfTurn = Rotation.Exp(new Vector3D(0, Math.PI, 0));

    private readonly PosedFigure[] _figures;
    private readonly IReadOnlyList<Photo> _photos;

    /// <summary>Makes a composer.</summary>
    /// <param name="figures">Bodies that people may have, each as likely.</param>
    /// <param name="photos">Backgrounds that may be used; empty = procedural ones only.</param>
    public SceneComposer(IReadOnlyList<Figure> figures, IReadOnlyList<Photo> photos)
    {
        _figures = [.. figures.Select(figure => new PosedFigure(figure))];
        _photos = photos;
    }

    /// <summary>A scene of 1 to 5 people.</summary>
    /// <param name="random">Everything follows from its numbers.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    public SynthScene Compose(Random random, int width, int height)
    {
        Shot shot = Shot.Sample(random, width, height);
        List<ScenePerson> people = [];
        List<Vector3> places = [];
        int count = 1 + random.PickWeighted([.28f, .28f, .2f, .14f, .1f]);
        for (int i = 0; i < count; i++)
        {
            if (Place(random, shot, i, places) is Vector3 place)
            {
                places.Add(place);
                people.Add(Person(random, place));
            }
        }

        List<Prop> props = [];
        foreach (ScenePerson person in people)
        {
            PosedFigure posed = Array.Find(_figures, figure => figure.Figure == person.Figure)!;
            posed.Pose(person.Body);
            SeatBuilder.Add(random, posed, props);
            HandheldBuilder.Add(random, posed, props);
        }

        Surroundings surroundings = new(random, shot, places, props);
        Backdrop backdrop = surroundings.Build(_photos);
        OccluderBuilder.Add(random, shot, places, props);
        return new SynthScene
        {
            Width = width,
            Height = height,
            Camera = shot.Camera,
            People = people,
            Props = props,
            Light = LightSampler.Sample(random, surroundings.IsIndoors),
            Backdrop = backdrop,
        };
    }

    /// <summary>A place on the ground that keeps its distance from the others; null where none was found.</summary>
    private static Vector3? Place(Random random, Shot shot, int index, List<Vector3> places)
    {
        for (int n = 0; n < MostTries; n++)
        {
            Vector3 place = index == 0 ? shot.FirstPlace : shot.OtherPlace(random);
            bool free = place.Z > shot.NearestPerson;
            foreach (Vector3 other in places)
            {
                free &= Vector3.Distance(place, other) > LeastGap;
            }

            if (free)
            {
                return place;
            }
        }

        return null;
    }

    private ScenePerson Person(Random random, Vector3 place)
    {
        PosedFigure posed = random.Pick<PosedFigure>(_figures);
        BodyParameters body = new(posed.Figure.Model.ShapeCount);
        for (int s = 0; s < body.Betas.Length; s++)
        {
            body.Betas[s] = Math.Clamp(random.Normal(s == 0 ? 1 : 1.1f), -2.5f, 2.5f);
        }

        double lift = PoseSampler.Sample(random, body);
        body.Rotations[0] = HalfTurn * body.Rotations[0]; // the sampler's camera looks along -z
        posed.Pose(body);
        Vector3D pelvis = posed.Joints[BodyJoint.Pelvis];
        body.Translation = new Vector3D(place.X - pelvis.X, lift - posed.Lowest(), place.Z - pelvis.Z);
        return new ScenePerson(posed.Figure, AppearanceSampler.Sample(random), body);
    }

    /// <summary>How the camera looks, and the part of the ground that it sees.</summary>
    internal sealed record Shot(SceneCamera Camera, Vector3 FirstPlace, float Focal, float Distance, float EyeHeight, int Width, int Height)
    {
        /// <summary>Nobody comes closer to the camera, metres.</summary>
        public float NearestPerson => Math.Max(0.7f, 0.35f * Distance);

        /// <summary>Half of the breadth that the picture shows at a distance, metres.</summary>
        public float HalfBreadth(float distance) => 0.5f * Width * distance / Focal;

        public static Shot Sample(Random random, int width, int height)
        {
            float focal = width * random.LogBetween(.65f, 2f);
            float share = random.Chance(.3) ? random.Between(1, 2.2f) : random.Between(.25f, 1.05f);
            float distance = Math.Max(focal * PersonHeight / (share * height), 1.0f);
            float eye = random.Chance(.75) ? 1.45f + random.Normal(.25f) : random.Between(.25f, 3.2f);
            eye = Math.Clamp(eye, .2f, 1 + (0.5f * distance) + .7f);
            float target = share > 1 ? random.Chance(.75) ? random.Between(1.0f, 1.5f) : random.Between(.3f, 1) : random.Between(.65f, 1.15f);
            float side = Math.Clamp(random.Normal(share > 1 ? .12f : .2f), -.42f, .42f) * width * distance / focal;
            Vector3 first = new(side, 0, distance);
            float pitch = MathF.Atan2(eye - target, distance);
            float roll = random.Chance(.85) ? random.Normal(.035f) : random.Normal(.2f);
            CameraIntrinsics lens = new(focal, focal, (width - 1) / 2f, (height - 1) / 2f);
            return new Shot(new SceneCamera(lens, View(eye, pitch, roll)), first, focal, distance, eye, width, height);
        }

        public Vector3 OtherPlace(Random random)
        {
            if (random.Chance(.45))
            {
                return FirstPlace + new Vector3(random.Normal(.7f), 0, random.Normal(.7f));
            }

            float distance = Distance * random.LogBetween(.7f, 3);
            return new Vector3(random.Between(-1.05f, 1.05f) * HalfBreadth(distance), 0, distance);
        }

        /// <summary>World to camera for a camera above the origin that looks along +z, down by the pitch.</summary>
        private static AffineTransform View(float height, float pitch, float roll)
        {
            (float sin, float cos) = MathF.SinCos(pitch);
            Vector3 forward = new(0, -sin, cos), level = -Vector3.UnitX, steep = Vector3.Cross(forward, level);
            (float sinRoll, float cosRoll) = MathF.SinCos(roll);
            Vector3 right = (cosRoll * level) + (sinRoll * steep), down = (cosRoll * steep) - (sinRoll * level);
            Vector3 eye = new(0, height, 0);
            return new AffineTransform(
                new Vector4(right, -Vector3.Dot(right, eye)), new Vector4(down, -Vector3.Dot(down, eye)), new Vector4(forward, -Vector3.Dot(forward, eye)));
        }
    }
}
