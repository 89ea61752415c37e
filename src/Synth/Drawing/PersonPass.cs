using LivePose.Render;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>Draws dressed people.</summary>
internal sealed class PersonPass : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly CameraUniforms _camera;
    private readonly SurfaceShading _shading;
    private readonly PersonUniforms _uniforms;
    private readonly List<PersonMesh> _meshes = [];
    private readonly List<PersonMesh> _loaded = [];

    public PersonPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "person", PersonShaders.Vertex, PersonShaders.Fragment);
        _camera = new CameraUniforms(_shader);
        _shading = new SurfaceShading(gl, _shader);
        _uniforms = new PersonUniforms(_shader);
    }

    /// <summary>Forgets all people.</summary>
    public void Clear() => _loaded.Clear();

    /// <summary>Takes the next person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="posed">The figure in the person's pose, with normals.</param>
    public void Load(ScenePerson person, PosedFigure posed)
    {
        PersonMesh? mesh = _meshes.Find(m => m.Figure == person.Figure && !_loaded.Contains(m));
        if (mesh is null)
        {
            mesh = new PersonMesh(_gl, person.Figure);
            _meshes.Add(mesh);
        }

        mesh.Load(person, posed);
        _loaded.Add(mesh);
    }

    /// <summary>Draws their shapes with the program in use.</summary>
    public void DrawShapes()
    {
        foreach (PersonMesh mesh in _loaded)
        {
            mesh.Draw();
        }
    }

    /// <summary>Draws them as they look.</summary>
    public void Draw(SynthScene scene, Pane pane, ShadowMap shadows)
    {
        _shader.Use();
        _camera.Set(scene.Camera, pane);
        _shading.Set(scene.Light, scene.Camera.FromScene, shadows);
        for (int i = 0; i < _loaded.Count; i++)
        {
            _uniforms.Set(scene.People[i], DrawnScene.FirstPerson + i);
            _loaded[i].Draw(_uniforms.SetWhole);
        }
    }

    public void Dispose()
    {
        _shader.Dispose();
        foreach (PersonMesh mesh in _meshes)
        {
            mesh.Dispose();
        }
    }
}
