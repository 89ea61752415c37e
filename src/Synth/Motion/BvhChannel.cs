namespace LivePose.Synth;

/// <summary>What one number of a Biovision frame moves: 0 to 2 a position along x, y, z; 3 to 5 a rotation about x, y, z.</summary>
public enum BvhChannel
{
    /// <summary>Position along x.</summary>
    Xposition,

    /// <summary>Position along y.</summary>
    Yposition,

    /// <summary>Position along z.</summary>
    Zposition,

    /// <summary>Rotation about x, degrees.</summary>
    Xrotation,

    /// <summary>Rotation about y, degrees.</summary>
    Yrotation,

    /// <summary>Rotation about z, degrees.</summary>
    Zrotation,
}
