using System.Numerics;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>One person on the GPU: the dressed body and the pieces it carries. Used for another person of the same figure later.</summary>
internal sealed class PersonMesh : IDisposable
{
    private readonly GL _gl;
    private readonly PosedMesh _body;
    private readonly List<PosedMesh> _pieces = [];
    private readonly List<int> _regions = [];
    private readonly float[] _ease;
    private readonly Vector3[] _eased;

    public PersonMesh(GL gl, Figure figure)
    {
        _gl = gl;
        Figure = figure;
        _ease = new float[figure.Rest.Length];
        _eased = new Vector3[figure.Rest.Length];
        _body = new PosedMesh(gl);
        _body.SetRest(figure.Rest, figure.Model.Faces);
    }

    /// <summary>The body.</summary>
    public Figure Figure { get; }

    /// <summary>Takes over a person's pose and pieces.</summary>
    public void Load(ScenePerson person, PosedFigure posed)
    {
        Outfit.Ease(Figure, person.Look, _ease);
        for (int v = 0; v < _ease.Length; v++)
        {
            _eased[v] = posed.Vertices[v] + (_ease[v] * posed.Normals[v]);
        }

        _body.SetPose(_eased, posed.Normals);
        _regions.Clear();
        foreach (Piece piece in PieceBuilder.Create(Figure, person.Look, person.Body.Betas))
        {
            if (_regions.Count == _pieces.Count)
            {
                _pieces.Add(new PosedMesh(_gl));
            }

            PosedMesh mesh = _pieces[_regions.Count];
            mesh.SetRest(piece.Rest, piece.Faces);
            posed.Pose(piece, _eased.AsSpan(0, piece.Rest.Length));
            mesh.SetPose(_eased.AsSpan(0, piece.Rest.Length), piece.Faces);
            _regions.Add(piece.Region);
        }
    }

    /// <summary>Draws body and pieces with the program in use.</summary>
    /// <param name="setRegion">Called before each piece with its region; null where the regions do not matter.</param>
    public void Draw(Action<int>? setRegion = null)
    {
        _body.Draw();
        for (int i = 0; i < _regions.Count; i++)
        {
            setRegion?.Invoke(_regions[i]);
            _pieces[i].Draw();
        }
    }

    public void Dispose()
    {
        _body.Dispose();
        foreach (PosedMesh piece in _pieces)
        {
            piece.Dispose();
        }
    }
}
