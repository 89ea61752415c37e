using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Annotations;

/// <summary>Says of a drawn scene what COCO's annotators would, from the labels and depths of its pixels.</summary>
public static class SceneAnnotator
{
    /// <summary>Fewest pixels and keypoints in the picture for which the keypoints are given.</summary>
    private const int LeastArea = 400, LeastKeypoints = 4;

    /// <summary>Least part of the person that must be seen, against a person of this size who hides nothing.</summary>
    private const double LeastShare = 0.03;

    /// <summary>How far anything else may lie before a keypoint that counts as seen, metres: depths are whole millimetres.</summary>
    private const double Touch = 0.005;

    /// <summary>
    /// How far the skin may lie before a keypoint that counts as seen, metres, shape [17]: joints lie inside the body, so this is the
    /// thickness of the limb around them, with clothes; face keypoints lie on the skin.
    /// </summary>
    internal static readonly float[] Thickness =
    [
        .03f, .03f, .03f, .03f, .03f, .13f, .13f, .09f, .09f, .07f, .07f, .17f, .17f, .15f, .15f, .10f, .10f,
    ];

    /// <summary>The people of whom at least one pixel is seen.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="drawn">Its picture.</param>
    /// <param name="people">Keypoints of each person, camera frame.</param>
    public static IReadOnlyList<PersonLabel> Annotate(SynthScene scene, DrawnScene drawn, IReadOnlyList<PosedPerson> people)
    {
        List<PersonLabel> labels = [];
        for (int i = 0; i < people.Count; i++)
        {
            if (PersonMask.Of(drawn, DrawnScene.FirstPerson + i) is PersonMask mask)
            {
                int own = i;
                KeypointLabel[] keypoints = [.. people[i].Keypoints.Select((p, k) => Label(scene.Camera.Intrinsics, drawn, p, DrawnScene.FirstPerson + own, Thickness[k]))];
                if (!IsEnough(scene.Camera.Intrinsics, mask, keypoints, people[i]))
                {
                    Array.Clear(keypoints);
                }

                labels.Add(new PersonLabel { Person = i, Keypoints = keypoints, Mask = mask });
            }
        }

        return labels;
    }

    /// <summary>Where a point is in the picture, and whether something lies before it.</summary>
    /// <param name="lens">The camera.</param>
    /// <param name="drawn">The picture.</param>
    /// <param name="point">Camera frame, metres.</param>
    /// <param name="own">Label of the person's own pixels.</param>
    /// <param name="thickness">How far the person's own surface may lie before it, metres.</param>
    internal static KeypointLabel Label(CameraIntrinsics lens, DrawnScene drawn, Vector3D point, int own, float thickness)
    {
        if (point.Z < SceneCamera.Near)
        {
            return default;
        }

        double x = (lens.FocalX * point.X / point.Z) + lens.CenterX, y = (lens.FocalY * point.Y / point.Z) + lens.CenterY;
        int column = (int)Math.Round(x), row = (int)Math.Round(y);
        if (column < 0 || row < 0 || column >= drawn.Width || row >= drawn.Height)
        {
            return default;
        }

        double margin = drawn.LabelAt(column, row) == own ? thickness : Touch;
        bool seen = drawn.DepthAt(column, row) > 1000 * (point.Z - margin);
        return new KeypointLabel(x, y, seen ? 2 : 1);
    }

    private static bool IsEnough(CameraIntrinsics lens, PersonMask mask, KeypointLabel[] keypoints, PosedPerson person)
    {
        double scale = lens.FocalX / Math.Max(person.Joints[BodyJoint.Pelvis].Z, .3);
        double typical = .45 * scale * scale; // a standing person covers about half a square metre
        int inside = keypoints.Count(k => k.Visibility > 0);
        bool anySeen = keypoints.Any(k => k.Visibility == 2);
        return mask.Area >= LeastArea && mask.Area >= LeastShare * typical && inside >= LeastKeypoints && anySeen;
    }
}
