using System.Numerics;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Scenes;

/// <summary>Puts things between the camera and the people.</summary>
internal static class OccluderBuilder
{
    public static void Add(Random random, SceneComposer.Shot shot, IReadOnlyList<Vector3> places, List<Prop> props)
    {
        int count = random.PickWeighted([.4f, .35f, .17f, .08f]);
        for (int i = 0; i < count; i++)
        {
            Vector3 person = places[random.Next(places.Count)];
            float nearer = random.Between(.45f, .9f);
            Vector3 at = nearer * person;
            at.Z = Math.Min(at.Z, person.Z - .35f);
            if (at.Z < .5f)
            {
                continue;
            }

            at.X += random.Normal(.25f) * Math.Max(.6f, shot.HalfBreadth(at.Z) * .4f);
            Add(random, shot, at, props);
        }
    }

    private static void Add(Random random, SceneComposer.Shot shot, Vector3 at, List<Prop> props)
    {
        Material material = random.AnyMaterial();
        float yaw = random.Between(0, MathF.PI);
        float size = Math.Min(1, .35f * at.Z);
        switch (random.PickWeighted([.3f, .2f, .15f, .2f, .15f]))
        {
            case 0: // a box, a counter, a car's worth of something
                float height = random.Between(.25f, 1.15f);
                props.Add(PropPlacing.Upright(
                    PropShape.Box, at with { Y = height / 2 }, new Vector3(random.Between(.15f, .8f) * size, height / 2, random.Between(.1f, .3f)), yaw * .3f, material));
                break;
            case 1: // a table
                AddTable(random, at, random.Between(.3f, .8f) * size, yaw * .2f, material, props);
                break;
            case 2: // a post
                float radius = random.Between(.02f, .09f);
                props.Add(PropPlacing.Upright(PropShape.Post, at with { Y = 1.5f }, new Vector3(radius, 1.5f, radius), 0, material));
                break;
            case 3: // leaves
                AddLeaves(random, at with { Y = random.Between(.1f, 1.6f) }, random.Between(.2f, .55f) * size, props);
                break;
            default: // something that hangs or flies: a ball, a lamp, a sign
                Vector3 half = new(random.Between(.04f, .2f) * size, random.Between(.04f, .2f) * size, random.Between(.02f, .15f) * size);
                Vector3 place = at with { Y = random.Between(.5f, 1.7f) };
                props.Add(PropPlacing.Turned(random.Chance(.5) ? PropShape.Ball : PropShape.Box, place, half, random.AnyTurn(), material));
                break;
        }
    }

    public static void AddTable(Random random, Vector3 at, float half, float yaw, Material material, List<Prop> props)
    {
        float top = random.Between(.45f, 1.05f), depth = random.Between(.2f, .45f);
        props.Add(PropPlacing.Upright(PropShape.Box, at with { Y = top }, new Vector3(half, .025f, depth), yaw, material));
        (float sin, float cos) = MathF.SinCos(yaw);
        foreach ((float x, float z) in new[] { (-1f, -1f), (-1f, 1f), (1f, -1f), (1f, 1f) })
        {
            float dx = x * (half - .04f), dz = z * (depth - .04f);
            Vector3 leg = at + new Vector3((cos * dx) + (sin * dz), top / 2, (cos * dz) - (sin * dx));
            props.Add(PropPlacing.Upright(PropShape.Box, leg, new Vector3(.025f, top / 2, .025f), yaw, material));
        }

        if (random.Chance(.6))
        {
            float size = random.Between(.05f, .16f);
            Vector3 on = at + new Vector3(random.Between(-.6f, .6f) * half, top + size, 0);
            props.Add(PropPlacing.Upright(random.Pick<PropShape>([PropShape.Box, PropShape.Post]), on, new Vector3(size * .7f, size, size * .7f), yaw, random.AnyMaterial()));
        }
    }

    public static void AddLeaves(Random random, Vector3 at, float reach, List<Prop> props)
    {
        Vector3 green = random.Chance(.8) ? new Vector3(random.Between(.1f, .4f), random.Between(.25f, .55f), random.Between(.05f, .25f)) : random.Color();
        int count = random.Next(12, 40);
        for (int i = 0; i < count; i++)
        {
            Vector3 offset = reach * new Vector3(random.Normal(.5f), random.Normal(.5f), random.Normal(.3f));
            Vector3 half = reach * random.Between(.08f, .25f) * new Vector3(1, .08f, random.Between(.3f, .8f));
            Vector3 color = random.Near(green, .06f);
            props.Add(PropPlacing.Turned(
                random.Chance(.7) ? PropShape.Ball : PropShape.Box, at + offset, half, random.AnyTurn(), new Material(color, color * .7f, Pattern.Clouds, .2f, .1f)));
        }
    }
}
