using System.Numerics;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Clips;

/// <summary>A thing that is pushed through the picture between the camera and the people.</summary>
/// <param name="Thing">The thing, where it is at its moment.</param>
/// <param name="Moment">When it is in the middle of the picture, seconds.</param>
/// <param name="Speed">Along x, m/s.</param>
internal sealed record Passer(Prop Thing, double Moment, float Speed)
{
    /// <summary>Draws one that comes by at a moment.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="moment">When, seconds.</param>
    /// <param name="distance">From the camera, metres.</param>
    public static Passer Create(Random random, double moment, float distance)
    {
        float tall = random.Between(.45f, .8f), broad = random.Between(.16f, .3f);
        Prop thing = random.Chance(.7)
            ? PropPlacing.Upright(PropShape.Box, new Vector3(0, tall, distance), new Vector3(broad, tall, .12f), random.Normal(.2f), random.AnyMaterial())
            : PropPlacing.Upright(PropShape.Post, new Vector3(0, tall, distance), new Vector3(.6f * broad, tall, .6f * broad), 0, random.AnyMaterial());
        return new Passer(thing, moment, random.Between(.7f, 1.2f) * (random.Chance(.5) ? 1 : -1));
    }

    /// <summary>The thing at a time of the clip, seconds.</summary>
    public Prop At(double time)
    {
        float x = Speed * (float)(time - Moment);
        return Thing with { Place = Thing.Place with { Row0 = Thing.Place.Row0 + new Vector4(0, 0, 0, x) } };
    }
}
