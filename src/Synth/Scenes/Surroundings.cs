using System.Numerics;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Scenes;

/// <summary>Builds what is around the people: a room, a street or field, an abstract clutter, or a photograph.</summary>
internal sealed class Surroundings(Random random, SceneComposer.Shot shot, IReadOnlyList<Vector3> places, List<Prop> props)
{
    private const float KeepClear = 0.45f;

    private readonly float _farthest = places.Max(place => place.Z);

    /// <summary>True when there is a roof.</summary>
    public bool IsIndoors { get; private set; }

    /// <summary>Adds the props and gives what is behind them.</summary>
    public Backdrop Build(IReadOnlyList<Photo> photos)
    {
        if (photos.Count > 0 && random.Chance(.6))
        {
            return PhotoPart(photos[random.Next(photos.Count)]);
        }

        switch (random.PickWeighted([.45f, .35f, .2f]))
        {
            case 0:
                IsIndoors = true;
                Room();
                break;
            case 1:
                Outdoors();
                break;
            default:
                Abstract();
                break;
        }

        return random.Chance(.7) ? Sky() : new Backdrop(random.AnyMaterial() with { Period = random.Between(.3f, 2) }, random.Color());
    }

    /// <summary>A part of the photograph with the picture's proportions, as large as fits or smaller.</summary>
    private Backdrop PhotoPart(Photo photo)
    {
        float wide = Math.Min(1, (float)photo.Height * shot.Width / ((float)photo.Width * shot.Height));
        float zoom = random.Between(.55f, 1), width = wide * zoom;
        float height = width * photo.Width * shot.Height / ((float)photo.Height * shot.Width);
        float left = random.Between(0, 1 - width), top = random.Between(0, 1 - height);
        Vector4 part = random.Chance(.5) ? new Vector4(left, top, width, height) : new Vector4(left + width, top, -width, height);
        return new Backdrop(default, default, photo, part);
    }

    private Backdrop Sky()
    {
        Vector3 high = random.Chance(.6) ? new Vector3(random.Between(.25f, .6f), random.Between(.5f, .75f), random.Between(.8f, 1)) : random.Color(.2f, .5f);
        Vector3 low = random.Near(new Vector3(.88f, .9f, .93f), .05f);
        return new Backdrop(new Material(high, random.Chance(.6) ? low : high, Pattern.Clouds, random.Between(.7f, 2)), low);
    }

    private void Room()
    {
        float back = _farthest + random.Between(.6f, 4);
        float yaw = random.Normal(.25f);
        float inside = Math.Max(places.Max(place => MathF.Abs(place.X)) + .9f, (_farthest * MathF.Abs(MathF.Sin(yaw))) + .5f);
        float half = Math.Max(shot.HalfBreadth(back) * random.Between(.5f, 1.3f), inside); // camera and people are between the side walls
        float height = Math.Max(random.Between(2.3f, 3.4f), shot.EyeHeight + .3f);
        Vector3 turn(Vector3 p) => Vector3.Transform(p, Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw)) + new Vector3(0, 0, _farthest);
        float behind = back - _farthest;
        Material wall = Wall(), floor = Floor();
        props.Add(PropPlacing.Upright(PropShape.Box, new Vector3(0, -.05f, back / 2), new Vector3(60, .05f, 60), yaw, floor));
        props.Add(PropPlacing.Upright(PropShape.Box, turn(new Vector3(0, height / 2, behind + .1f)), new Vector3(40, height / 2, .1f), yaw, wall));
        foreach (float side in new[] { -1f, 1f })
        {
            if (random.Chance(.75))
            {
                Material other = random.Chance(.7) ? wall : Wall();
                props.Add(PropPlacing.Upright(PropShape.Box, turn(new Vector3(side * (half + .1f), height / 2, -15)), new Vector3(.1f, height / 2, behind + 15), yaw, other));
            }
        }

        if (random.Chance(.85))
        {
            Vector3 white = random.Near(new Vector3(.9f), .06f);
            props.Add(PropPlacing.Upright(PropShape.Box, new Vector3(0, height + .05f, back / 2), new Vector3(60, .05f, 60), yaw, Material.Of(white)));
        }

        for (int i = random.Next(0, 7); i > 0; i--)
        {
            float w = random.Between(.15f, .9f), h = random.Between(.15f, .8f);
            Vector3 at = turn(new Vector3(random.Between(-1, 1) * half, random.Between(.6f, height - .3f), behind - .02f));
            Material picture = random.AnyMaterial() with { Glow = random.Chance(.3) ? random.Between(.3f, 1) : 0, Period = random.Between(.3f, 2) };
            props.Add(PropPlacing.Upright(PropShape.Box, at, new Vector3(w, h, .03f), yaw, picture));
        }

        Furniture(random.Next(1, 9), half, back, yaw);
    }

    private void Furniture(int count, float half, float back, float yaw)
    {
        for (int i = 0; i < count; i++)
        {
            Vector3 at = new(random.Between(-1, 1) * half, 0, random.Between(.6f * _farthest, back));
            if (!IsFree(at, .3f))
            {
                continue;
            }

            if (random.Chance(.3))
            {
                OccluderBuilder.AddTable(random, at, random.Between(.3f, .8f), yaw + random.Normal(.2f), random.AnyMaterial(), props);
            }
            else
            {
                Vector3 size = new(random.Between(.15f, .6f), random.Between(.15f, 1), random.Between(.15f, .4f));
                PropShape shape = random.Chance(.75) ? PropShape.Box : random.Chance(.6) ? PropShape.Post : PropShape.Ball;
                props.Add(PropPlacing.Upright(shape, at with { Y = size.Y }, size, yaw + random.Normal(.15f), random.AnyMaterial()));
            }
        }
    }

    private void Outdoors()
    {
        Material ground = random.PickWeighted([.35f, .25f, .2f, .2f]) switch
        {
            0 => new Material(new(.25f, .38f, .14f), new(.42f, .50f, .22f), Pattern.Spots, random.Between(.5f, 3)),
            1 => new Material(new(.38f, .38f, .39f), new(.50f, .49f, .48f), Pattern.Cloth, random.Between(.5f, 2)),
            2 => new Material(new(.70f, .62f, .47f), new(.80f, .73f, .60f), Pattern.Clouds, random.Between(1, 4)),
            _ => Floor(),
        };
        ground = ground with { First = random.Near(ground.First, .06f), Second = random.Near(ground.Second, .06f) };
        props.Add(PropPlacing.Upright(PropShape.Box, new Vector3(0, -.05f, 60), new Vector3(120, .05f, 100), 0, ground));
        for (int i = random.Next(0, 7); i > 0; i--)
        {
            float distance = _farthest + random.LogBetween(2.5f, 40), height = random.Between(1, 12);
            Vector3 at = new(random.Between(-1.4f, 1.4f) * shot.HalfBreadth(distance), height / 2, distance);
            Material facade = new(random.Color(.4f, .2f), random.Color(.3f), random.Pick<Pattern>([Pattern.Facade, Pattern.Brick, Pattern.Clouds, Pattern.Tiles]), random.Between(2, 9));
            props.Add(PropPlacing.Upright(PropShape.Box, at, new Vector3(random.Between(1, 8), height / 2, random.Between(.5f, 2)), random.Normal(.3f), facade));
        }

        for (int i = random.Next(0, 6); i > 0; i--)
        {
            Tree();
        }

        Furniture(random.Next(0, 6), shot.HalfBreadth(_farthest + 3), _farthest + 6, random.Normal(.5f));
    }

    private void Tree()
    {
        float distance = _farthest * random.Between(.8f, 1.2f) + random.LogBetween(.8f, 15);
        Vector3 at = new(random.Between(-1.3f, 1.3f) * shot.HalfBreadth(distance), 0, distance);
        if (!IsFree(at, .5f))
        {
            return;
        }

        float height = random.Between(1.2f, 4), crown = random.Between(.5f, 1.8f);
        Material bark = new(random.Near(new(.3f, .22f, .15f), .05f), new(.18f, .13f, .09f), Pattern.Wood, .5f);
        props.Add(PropPlacing.Upright(PropShape.Post, at with { Y = height / 2 }, new Vector3(.12f, height / 2, .12f), 0, bark));
        Vector3 green = random.Near(new(.18f, .33f, .12f), .07f);
        for (int i = random.Next(4, 10); i > 0; i--)
        {
            Vector3 offset = new(random.Normal(.5f * crown), height + random.Normal(.4f * crown), random.Normal(.4f * crown));
            Material leaves = new(green, green * random.Between(1.3f, 1.9f), Pattern.Spots, random.Between(.4f, 1));
            props.Add(PropPlacing.Turned(PropShape.Ball, at + offset, random.Between(.3f, .8f) * crown * Vector3.One, random.AnyTurn(), leaves));
        }
    }

    /// <summary>Things of all forms and sizes, floating behind the people.</summary>
    private void Abstract()
    {
        if (random.Chance(.5))
        {
            props.Add(PropPlacing.Upright(PropShape.Box, new Vector3(0, -.05f, 60), new Vector3(120, .05f, 100), 0, Floor()));
        }

        for (int i = random.Next(8, 45); i > 0; i--)
        {
            float distance = _farthest + random.LogBetween(.6f, 12);
            Vector3 at = new(random.Between(-1.2f, 1.2f) * shot.HalfBreadth(distance), random.Between(-.4f, 2.8f), distance);
            float size = random.LogBetween(.06f, .7f) * distance / 4;
            Vector3 half = size * new Vector3(random.LogBetween(.3f, 3), random.LogBetween(.3f, 3), random.LogBetween(.05f, .5f));
            props.Add(PropPlacing.Turned((PropShape)random.Next(3), at, half, random.AnyTurn(), random.AnyMaterial()));
        }
    }

    private Material Wall()
    {
        Vector3 color = random.Chance(.7) ? random.Near(new Vector3(random.Between(.5f, .95f)), .05f) : random.Color(.6f, .25f);
        Pattern pattern = random.Pick<Pattern>([Pattern.Plain, Pattern.Clouds, Pattern.Clouds, Pattern.Cloth, Pattern.Brick, Pattern.Tiles, Pattern.UprightStripes, Pattern.Wood]);
        return new Material(color, random.Near(color * random.Between(.8f, 1.1f), .02f), pattern, random.Between(.6f, 3));
    }

    private Material Floor()
    {
        Vector3 color = random.Chance(.4) ? random.Near(new(.55f, .38f, .24f), .1f) : random.Color(.3f, .15f, .9f);
        Pattern pattern = random.Pick<Pattern>([Pattern.Wood, Pattern.Wood, Pattern.Tiles, Pattern.Clouds, Pattern.Cloth, Pattern.Checks, Pattern.Spots, Pattern.Brick]);
        return new Material(color, random.Near(color * random.Between(.6f, 1.2f), .03f), pattern, random.Between(.6f, 3), random.Chance(.3) ? .25f : 0);
    }

    private bool IsFree(Vector3 at, float reach)
    {
        foreach (Vector3 place in places)
        {
            if (Vector3.Distance(at, place) < KeepClear + reach)
            {
                return false;
            }
        }

        return true;
    }
}
