namespace LivePose;

/// <summary>A frame batch at a known stage: the stage it has reached is its type, so a wrong order does not compile.</summary>
public interface IPacket
{
    /// <summary>The frames; owned by whoever holds the packet.</summary>
    FrameBatch Batch { get; }
}

/// <summary>Pixels and clock are set.</summary>
public readonly record struct Captured(FrameBatch Batch) : IPacket;

/// <summary>People's boxes are set.</summary>
public readonly record struct Located(FrameBatch Batch) : IPacket;

/// <summary>Keypoints and scores are set.</summary>
public readonly record struct Posed(FrameBatch Batch) : IPacket;

/// <summary>Identities are set and keypoints smoothed.</summary>
public readonly record struct Tracked(FrameBatch Batch) : IPacket;

/// <summary>A body was fitted to everyone who has an identity; what it came to is kept by the stage, not by the frames.</summary>
public readonly record struct Fitted(FrameBatch Batch) : IPacket;
