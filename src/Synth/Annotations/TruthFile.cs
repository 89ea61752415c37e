using System.Text.Json;
using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Annotations;

/// <summary>Writes the truth in 3D, one line of JSON a picture: camera, and body, pose, shape and joints of every annotated person.</summary>
/// <remarks>
/// Camera frame: +x right, +y down, +z forward, metres. <c>pose</c> and <c>trans</c> are SMPL's, the first rotation from the body's to
/// the camera frame. <c>world_to_camera</c> holds three rows of a rotation and a translation; world +y is up, the ground at 0.
/// </remarks>
public sealed class TruthFile : IDisposable
{
    private const int Digits = 6;

    private readonly FileStream _stream;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it is.</param>
    public TruthFile(string path) => _stream = new FileStream(path, FileMode.Create, FileAccess.Write);

    /// <summary>Adds a line.</summary>
    /// <param name="line">The picture.</param>
    /// <param name="firstAnnotation">Id of the picture's first annotation in the COCO file; the others follow.</param>
    public void Add(TruthLine line, int firstAnnotation)
    {
        using Utf8JsonWriter json = new(_stream);
        json.WriteStartObject();
        json.WriteNumber("image_id", line.ImageId);
        json.WriteString("file_name", line.FileName);
        if (line.Frame is int frame)
        {
            json.WriteNumber("frame", frame);
        }

        WriteCamera(json, line.Scene.Camera);
        json.WriteStartArray("people");
        for (int i = 0; i < line.Labels.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("annotation_id", firstAnnotation + i);
            int index = line.Labels[i].Person;
            if (line.Frame is not null)
            {
                json.WriteNumber("track_id", line.Labels[i].TrackId);
            }

            WritePerson(json, line.Scene.People[index], line.People[index], line.Scene.Camera.FromScene);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        _stream.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static void WriteCamera(Utf8JsonWriter json, in SceneCamera camera)
    {
        CameraIntrinsics lens = camera.Intrinsics;
        json.WriteStartObject("camera");
        Write(json, "focal", [lens.FocalX, lens.FocalY]);
        Write(json, "center", [lens.CenterX, lens.CenterY]);
        AffineTransform view = camera.FromScene;
        Write(json, "world_to_camera",
        [
            view.Row0.X, view.Row0.Y, view.Row0.Z, view.Row0.W, view.Row1.X, view.Row1.Y, view.Row1.Z, view.Row1.W,
            view.Row2.X, view.Row2.Y, view.Row2.Z, view.Row2.W,
        ]);
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, ScenePerson person, PosedPerson posed, in AffineTransform view)
    {
        BodyParameters body = person.InCamera(view);
        double[] pose = new double[3 * BodyJoint.Count];
        body.GetPose(pose);
        json.WriteString("body", person.Figure.Model.Name);
        Write(json, "pose", pose);
        Write(json, "betas", body.Betas);
        Write(json, "trans", [body.Translation.X, body.Translation.Y, body.Translation.Z]);
        Write(json, "joints", [.. posed.Joints.SelectMany(j => new[] { j.X, j.Y, j.Z })]);
        Write(json, "keypoints", [.. posed.Keypoints.SelectMany(k => new[] { k.X, k.Y, k.Z })]);
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(Math.Round(value, Digits));
        }

        json.WriteEndArray();
    }
}
