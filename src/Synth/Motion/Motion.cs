using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A body moving smoothly in time, from the origin of the ground, facing +z at the start.</summary>
/// <remarks>World frame: +y up, ground at y = 0, +z towards where a level camera stands, metres. Deterministic: the same time gives the same pose.</remarks>
public abstract class Motion
{
    private static readonly (string Name, Func<Proportions, Random, Motion> Create)[] Makers =
    [
        ("walk", Walk.Straight), ("turn", Walk.Turning), ("circle", Walk.Circle), ("pace", Walk.Pace), ("wave", StandingMotions.Wave), ("squat", StandingMotions.Squat),
        ("sit", StandingMotions.Sit), ("gesture", StandingMotions.Gesture), ("jump", Jump.Create), ("dance", Dance.Create),
    ];

    /// <summary>The motions that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Select(m => m.Name)];

    /// <summary>Sets rotations and translation; the shape stays, and must be the one the motion was made for.</summary>
    /// <param name="time">Seconds, any; motions go on for ever.</param>
    /// <param name="pose">Out: from body to world frame.</param>
    public abstract void At(double time, BodyParameters pose);

    /// <summary>A motion by name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="body">The body that is to move.</param>
    /// <param name="random">Draws its speed, size and manner.</param>
    /// <exception cref="ArgumentException">There is no motion of that name.</exception>
    public static Motion Create(string name, Proportions body, Random random)
    {
        foreach ((string known, Func<Proportions, Random, Motion> create) in Makers)
        {
            if (known == name)
            {
                return create(body, random);
            }
        }

        throw new ArgumentException($"There is no motion '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
    }
}
