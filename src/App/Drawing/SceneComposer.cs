using System.Numerics;
using LivePose.Fitting;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>Says what each view of a frame shows: its camera, and the flat shapes over it.</summary>
internal sealed class SceneComposer(SceneOptions options, KeypointSet keypoints, SceneFocus focus)
{
    private const float TextSize = 12, CaptionSize = 10, Margin = 12, LineStep = 2.1f;

    private static readonly Vector4 Ink = new(0.96f, 0.97f, 1, 1), Paper = new(0.04f, 0.05f, 0.08f, 0.72f);

    private readonly PoseMarks _pose = new(keypoints, new PoseStyle());
    private readonly PoseMarks _poseOverBody = new(keypoints, new PoseStyle { Box = false });

    /// <summary>Fills a view; its pane is set.</summary>
    /// <param name="view">Out.</param>
    /// <param name="kind">What it shows.</param>
    /// <param name="frame">Size, people and keypoints.</param>
    /// <param name="bodies">Of the same frame; null = none are fitted.</param>
    /// <param name="camera">The camera of the fits, in pixels of the frame.</param>
    public void Compose(View view, SceneView kind, Frame frame, DrawnBodies? bodies, PinholeCamera camera)
    {
        FrameFit fit = FrameFit.Letterbox(frame.Width, frame.Height, view.Pane);
        bool flat = kind is SceneView.Overlay or SceneView.Pose or SceneView.Body or SceneView.Keypoints;
        view.Marks.Clear();
        view.Video = flat && kind != SceneView.Keypoints && options.Video ? fit : null;
        view.Ground = flat || !options.Floor ? null : focus.Floor;
        view.Bodies = bodies is not null && options.Bodies && kind is not (SceneView.Pose or SceneView.Keypoints or SceneView.Skeleton);
        view.BodyOpacity = flat ? options.Opacity : 1;
        view.Camera = flat ? SceneCamera.Overlay(Intrinsics(camera), fit) : CameraOf(kind, view.Pane);
        if (flat && kind != SceneView.Body && options.Pose)
        {
            AddPoses(view, frame, fit, view.Bodies);
        }
        else if (!flat && !view.Bodies && bodies is not null)
        {
            AddSkeletons(view, bodies);
        }

        AddCaption(view, kind);
    }

    /// <summary>Adds the text of the corner, on top of everything.</summary>
    public void AddText(View view, ReadOnlySpan<char> status)
    {
        float unit = view.Pane.UnitPixels;
        Vector2 at = new(Margin * unit);
        if (options.Text && !status.IsEmpty)
        {
            view.Marks.Label(status, at, TextSize * unit, Ink, Paper);
            at.Y += LineStep * TextSize * unit;
        }

        foreach (string line in options.Lines)
        {
            view.Marks.Label(line, at, TextSize * unit, Ink, Paper with { W = 0.85f });
            at.Y += LineStep * TextSize * unit;
        }
    }

    private static CameraIntrinsics Intrinsics(PinholeCamera camera) =>
        new((float)camera.FocalX, (float)camera.FocalY, (float)camera.CenterX, (float)camera.CenterY);

    private static string CaptionOf(SceneView kind) => kind switch
    {
        SceneView.Pose => "2D pose and its uncertainty",
        SceneView.Body => "3D body",
        SceneView.Side => "side",
        SceneView.Top => "top",
        SceneView.Skeleton => "3D joints",
        SceneView.Keypoints => "2D pose",
        _ => "",
    };

    private SceneCamera CameraOf(SceneView kind, Pane pane)
    {
        float distance = SceneCamera.DistanceOf(focus.Radius, pane);
        return kind switch
        {
            SceneView.Side => SceneCamera.Side(focus.Middle, distance, pane, focus.Tilt),
            SceneView.Top => SceneCamera.Top(focus.Middle, distance, pane, focus.Tilt),
            _ => SceneCamera.Orbit(focus.Middle + options.Shift, options.Distance * distance, options.Yaw, options.Pitch, pane, focus.Tilt),
        };
    }

    private void AddPoses(View view, Frame frame, FrameFit fit, bool overBody)
    {
        PoseMarks marks = overBody ? _poseOverBody : _pose;
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            marks.Add(view.Marks, frame.People[i], frame.Keypoints(i), fit, view.Pane.UnitPixels);
        }
    }

    private static void AddSkeletons(View view, DrawnBodies bodies)
    {
        int count = DrawnBodies.Parents.Length;
        for (int i = 0; i < bodies.Ids.Count; i++)
        {
            Vector4 color = PersonColor.Of(new TrackId(bodies.Ids[i]));
            SkeletonMarks.Add(view.Marks, bodies.Joints.Slice(i * count, count), DrawnBodies.Parents, view.Camera, color, view.Pane.UnitPixels);
        }
    }

    private void AddCaption(View view, SceneView kind)
    {
        string caption = CaptionOf(kind);
        if (options.Text && caption.Length > 0)
        {
            float unit = view.Pane.UnitPixels, size = CaptionSize * unit;
            view.Marks.Label(caption, new Vector2(Margin * unit, view.Pane.Height - (Margin * unit) - (2 * size)), size, Ink, Paper);
        }
    }
}
