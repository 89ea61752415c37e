namespace LivePose.Pose.Evaluate;

/// <summary>Whose rules a ground truth is evaluated by.</summary>
public enum EvaluationProtocol
{
    /// <summary>COCO keypoints, as pycocotools: a person with <c>num_keypoints</c> 0 is ignored.</summary>
    Coco,

    /// <summary>
    /// COCO-WholeBody, as xtcocotools: a person with no labelled keypoint in the part is ignored, and a detection whose
    /// keypoint scores in the part are all 0 is dropped. The <c>*_valid</c> flags are not consulted, as there.
    /// </summary>
    WholeBody,

    /// <summary>CrowdPose, as xtcocotools: as <see cref="WholeBody"/>, with 0.53 · box area for the area that the annotations lack.</summary>
    CrowdPose,

    /// <summary>MPII: PCKh, head-normalised; people have no area, so OKS is not defined.</summary>
    Mpii,
}
