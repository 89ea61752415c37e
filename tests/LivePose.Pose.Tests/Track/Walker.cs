namespace LivePose.Pose.Tests.Track;

/// <summary>A simulated person: where the middle of the torso is at each time, how tall, how near, and in what shirt.</summary>
public sealed record Walker(Func<double, (double X, double Y)> Path)
{
    /// <summary>COCO-17 of a person who stands and looks to the right, heights from the middle of the torso, +x forward, +y down.</summary>
    private static readonly (double Forward, double Down)[] Template =
    [
        (.05, -.34), (.04, -.37), (.02, -.37), (.01, -.35), (-.03, -.35), (-.09, -.14), (.09, -.14), (-.12, 0), (.12, 0),
        (-.11, .12), (.13, .12), (-.06, .14), (.06, .14), (-.06, .36), (.06, .36), (-.06, .56), (.06, .56),
    ];

    /// <summary>How far each keypoint swings along the direction of walking, heights.</summary>
    private static readonly double[] Swing = [0, 0, 0, 0, 0, .01, -.01, .06, -.06, .12, -.12, 0, 0, -.06, .06, -.14, .14];

    /// <summary>px, from the top of the head to the soles.</summary>
    public double Height { get; init; } = 200;

    /// <summary>The larger is in front.</summary>
    public int Nearness { get; init; }

    /// <summary>Phase of the gait, rad.</summary>
    public double Phase { get; init; }

    /// <summary>1 = looks right, -1 = left.</summary>
    public double Facing { get; init; } = 1;

    /// <summary>Blue, green, red.</summary>
    public (byte B, byte G, byte R) Shirt { get; init; } = (90, 90, 90);

    /// <summary>Whether the person is there at all.</summary>
    public Func<double, bool> IsPresent { get; init; } = _ => true;

    public void Pose(double time, Span<(double X, double Y)> joints)
    {
        (double x, double y) = Path(time);
        double swing = Math.Sin((2 * Math.PI * 0.9 * time) + Phase);
        for (int k = 0; k < joints.Length; k++)
        {
            double forward = Template[k].Forward + (Swing[k] * swing);
            joints[k] = (x + (Facing * Height * forward), y + (Height * Template[k].Down));
        }
    }

    public Box Box(double time)
    {
        (double x, double y) = Path(time);
        double half = Height * (.15 + (.04 * Math.Abs(Math.Sin((2 * Math.PI * 0.9 * time) + Phase))));
        return LivePose.Box.FromCorners((float)(x - half), (float)(y - (.43 * Height)), (float)(x + half), (float)(y + (.59 * Height)));
    }
}
