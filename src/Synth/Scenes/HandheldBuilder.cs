using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;

namespace LivePose.Synth.Scenes;

/// <summary>Puts things into people's hands: balls, bats, telephones, bottles, bags, umbrellas.</summary>
internal static class HandheldBuilder
{
    /// <summary>Adds what one person holds, sometimes.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="posed">The person's figure, posed in the world.</param>
    /// <param name="props">Out: things are added.</param>
    public static void Add(Random random, PosedFigure posed, List<Prop> props)
    {
        if (!random.Chance(.22))
        {
            return;
        }

        bool left = random.Chance(.5);
        Vector3 wrist = Joint(posed, left ? BodyJoint.LeftWrist : BodyJoint.RightWrist), hand = Joint(posed, left ? BodyJoint.LeftHand : BodyJoint.RightHand);
        Vector3 palm = hand + (.3f * (hand - wrist));
        Material material = random.AnyMaterial();
        switch (random.Next(6))
        {
            case 0: // ball
                float radius = random.Between(.035f, .13f);
                props.Add(PropPlacing.Turned(PropShape.Ball, palm + ((radius + .02f) * Vector3.Normalize(hand - wrist)), new Vector3(radius), random.AnyTurn(), material));
                break;
            case 1: // bat, racket, stick
                Quaternion turn = random.AnyTurn();
                Vector3 along = Vector3.Transform(Vector3.UnitY, turn);
                float length = random.Between(.2f, .5f);
                props.Add(PropPlacing.Turned(PropShape.Post, palm + (length * along), new Vector3(.017f, length, .017f), turn, material));
                if (random.Chance(.5))
                {
                    props.Add(PropPlacing.Turned(PropShape.Ball, palm + (2 * length * along), new Vector3(.12f, .16f, .015f), turn, material));
                }

                break;
            case 2: // telephone, book
                float size = random.Chance(.6) ? .07f : random.Between(.1f, .17f);
                props.Add(PropPlacing.Turned(PropShape.Box, palm, new Vector3(.55f * size, size, .08f * size), random.AnyTurn(), material with { Glow = random.Chance(.3) ? .8f : 0 }));
                break;
            case 3: // bottle, cup
                props.Add(PropPlacing.Upright(PropShape.Post, palm + new Vector3(0, .02f, 0), new Vector3(.033f, random.Between(.05f, .13f), .033f), 0, material));
                break;
            case 4: // bag, case
                Vector3 half = new(random.Between(.1f, .2f), random.Between(.1f, .22f), random.Between(.03f, .09f));
                float below = Math.Max(hand.Y - .06f - half.Y, half.Y);
                props.Add(PropPlacing.Upright(PropShape.Box, palm with { Y = below }, half, random.Between(0, MathF.PI), material));
                break;
            default: // umbrella, parasol
                if (hand.Y > .9f)
                {
                    props.Add(PropPlacing.Upright(PropShape.Post, palm with { Y = hand.Y + .4f }, new Vector3(.01f, .5f, .01f), 0, Material.Of(new Vector3(.2f))));
                    props.Add(PropPlacing.Upright(PropShape.Ball, palm with { Y = hand.Y + .85f }, new Vector3(.5f, .14f, .5f), 0, material));
                }

                break;
        }
    }

    private static Vector3 Joint(PosedFigure posed, int joint) => Figure.ToVector(posed.Joints[joint]);
}
