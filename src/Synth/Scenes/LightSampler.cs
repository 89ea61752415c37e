using System.Numerics;

namespace LivePose.Synth.Scenes;

/// <summary>Draws the light of a scene.</summary>
internal static class LightSampler
{
    public static Lighting Sample(Random random, bool indoors)
    {
        float azimuth = random.Between(0, 2 * MathF.PI), elevation = random.Between(.2f, 1.35f);
        Vector3 toSun = new(MathF.Cos(elevation) * MathF.Cos(azimuth), MathF.Sin(elevation), MathF.Cos(elevation) * MathF.Sin(azimuth));
        float brightness = random.Chance(.1) ? random.LogBetween(.25f, .6f) : random.LogBetween(.75f, 1.5f);
        float share = indoors ? random.Between(.15f, .6f) : random.Chance(.4) ? random.Between(.1f, .35f) : random.Between(.45f, .8f);
        Vector3 warm = Tint(random.Normal(indoors ? .14f : .07f)), cool = Tint(random.Normal(.06f) - .04f);
        Vector3 sun = 1.25f * brightness * share * warm, ambient = 1.05f * brightness * (1 - share) * cool;
        return new Lighting(toSun, sun, 1.15f * ambient, random.Between(.35f, .8f) * ambient, random.Between(.25f, .65f));
    }

    /// <summary>Positive is warmer.</summary>
    private static Vector3 Tint(float warmth) => new(1 + warmth, 1 + (.2f * warmth), 1 - warmth);
}
