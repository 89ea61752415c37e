using System.Numerics;
using LivePose.Render;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Tests;

/// <summary>The surfaces of a scene as a plain list of triangles in the camera frame, searched one by one along rays from the camera.</summary>
internal sealed class SceneRays
{
    private readonly List<(Vector3 A, Vector3 B, Vector3 C, int Label)> _triangles = [];
    private readonly CameraIntrinsics _lens;

    public SceneRays(SynthScene scene)
    {
        _lens = scene.Camera.Intrinsics;
        for (int i = 0; i < scene.People.Count; i++)
        {
            AddPerson(scene, scene.People[i], DrawnScene.FirstPerson + i);
        }

        foreach (Prop prop in scene.Props)
        {
            (SurfaceVertex[] vertices, int[] indices) = PropForms.Create(prop.Shape);
            Add(scene, [.. vertices.Select(v => prop.Place.Apply(v.Position))], indices, DrawnScene.Thing);
        }
    }

    /// <summary>The nearest surface at a pixel: its label and depth along the axis, metres; nothing at all has an infinite depth.</summary>
    public (int Label, float Depth) Cast(float x, float y)
    {
        Vector3 ray = new((x - _lens.CenterX) / _lens.FocalX, (y - _lens.CenterY) / _lens.FocalY, 1);
        (int label, float nearest) = (DrawnScene.Nothing, float.PositiveInfinity);
        foreach ((Vector3 a, Vector3 b, Vector3 c, int what) in _triangles)
        {
            float depth = Meet(ray, a, b, c);
            if (depth >= SceneCamera.Near && depth < nearest)
            {
                (label, nearest) = (what, depth);
            }
        }

        return (label, nearest);
    }

    /// <summary>Möller and Trumbore 1997; the ray starts at the camera, and its z is 1, so the parameter is the depth.</summary>
    private static float Meet(Vector3 ray, Vector3 a, Vector3 b, Vector3 c)
    {
        Vector3 u = b - a, v = c - a, p = Vector3.Cross(ray, v);
        float determinant = Vector3.Dot(u, p);
        if (determinant == 0)
        {
            return -1;
        }

        float s = Vector3.Dot(-a, p) / determinant;
        Vector3 q = Vector3.Cross(-a, u);
        float t = Vector3.Dot(ray, q) / determinant;
        return s >= 0 && t >= 0 && s + t <= 1 ? Vector3.Dot(v, q) / determinant : -1;
    }

    private void AddPerson(SynthScene scene, ScenePerson person, int label)
    {
        PosedFigure posed = new(person.Figure);
        posed.Pose(person.Body);
        posed.ComputeNormals();
        float[] ease = new float[posed.Vertices.Length];
        Outfit.Ease(person.Figure, person.Look, ease);
        Add(scene, [.. posed.Vertices.Select((v, i) => v + (ease[i] * posed.Normals[i]))], person.Figure.Model.Faces, label);
        foreach (Piece piece in PieceBuilder.Create(person.Figure, person.Look, person.Body.Betas))
        {
            Vector3[] vertices = new Vector3[piece.Rest.Length];
            posed.Pose(piece, vertices);
            Add(scene, vertices, piece.Faces, label);
        }
    }

    private void Add(SynthScene scene, Vector3[] world, int[] faces, int label)
    {
        Vector3[] points = Array.ConvertAll(world, scene.Camera.FromScene.Apply);
        for (int f = 0; f < faces.Length; f += 3)
        {
            _triangles.Add((points[faces[f]], points[faces[f + 1]], points[faces[f + 2]], label));
        }
    }
}
