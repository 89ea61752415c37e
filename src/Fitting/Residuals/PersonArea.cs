namespace LivePose.Fitting;

/// <summary>A person's area in the sense of OKS, where no segmentation gives it.</summary>
public static class PersonArea
{
    /// <summary>Share of a person's box that the person covers on average.</summary>
    /// <remarks>The factor that evaluation without segments uses on COCO-like sets: MMPose, CrowdPose and AI Challenger.</remarks>
    public const double ShareOfBox = 0.53;

    /// <summary>Area from a person's box, px².</summary>
    public static double FromBox(Box box) => ShareOfBox * box.Area;
}
