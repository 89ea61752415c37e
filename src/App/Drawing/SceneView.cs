namespace LivePose.App.Drawing;

/// <summary>One view of a frame and the people in it.</summary>
internal enum SceneView
{
    /// <summary>The frame, the bodies over it through the fitted camera, and the 2D poses with their uncertainty.</summary>
    Overlay,

    /// <summary>The frame and the 2D poses with their uncertainty, without bodies.</summary>
    Pose,

    /// <summary>The frame and the bodies alone.</summary>
    Body,

    /// <summary>The bodies on their floor, from the scene's left.</summary>
    Side,

    /// <summary>The bodies on their floor, from above.</summary>
    Top,

    /// <summary>The bodies on their floor, from where the user moved the camera.</summary>
    Free,

    /// <summary>The joints in space, from where the user moved the camera.</summary>
    Skeleton,

    /// <summary>The 2D poses with their uncertainty, without the frame.</summary>
    Keypoints,
}
