using System.Numerics;
using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>Draws scenes: the picture, and what each of its pixels shows. Belongs to one context and its thread.</summary>
public sealed class SceneDrawer : IDisposable
{
    private readonly GL _gl;
    private readonly SceneTarget _target;
    private readonly PatternTextures _patterns;
    private readonly PersonPass _people;
    private readonly PropPass _props;
    private readonly BackdropPass _backdrop;
    private readonly Dictionary<Figure, PosedFigure> _posed = [];

    /// <summary>Compiles the shaders.</summary>
    /// <param name="gl">The current context.</param>
    /// <exception cref="GraphicsException">The driver refuses a shader.</exception>
    public SceneDrawer(GL gl)
    {
        _gl = gl;
        _target = new SceneTarget(gl);
        _patterns = new PatternTextures(gl);
        _people = new PersonPass(gl);
        _props = new PropPass(gl);
        _backdrop = new BackdropPass(gl);
    }

    /// <summary>Draws a scene and waits for the picture.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="drawn">Out: picture, labels and depths.</param>
    /// <param name="people">Out: where each person's joints and keypoints are, one for each of the scene's people.</param>
    public void Draw(SynthScene scene, DrawnScene drawn, IList<PosedPerson> people)
    {
        people.Clear();
        Pane pane = new(0, 0, scene.Width, scene.Height);
        _target.Begin(scene.Width, scene.Height);
        _gl.Enable(EnableCap.DepthTest);
        _gl.DepthFunc(DepthFunction.Lequal);
        _patterns.Bind();
        _people.Begin(scene, pane);
        Span<Vector2> feet = stackalloc Vector2[scene.People.Count];
        for (int i = 0; i < scene.People.Count; i++)
        {
            ScenePerson person = scene.People[i];
            PosedFigure posed = Pose(person);
            posed.ComputeNormals();
            _people.Draw(person, DrawnScene.FirstPerson + i, posed);
            people.Add(new PosedPerson(scene.Camera.FromScene, posed));
            Vector3D pelvis = posed.Joints[BodyJoint.Pelvis];
            feet[i] = new Vector2((float)pelvis.X, (float)pelvis.Z);
        }

        _props.Draw(scene, pane, feet);
        _backdrop.Draw(scene);
        _gl.Disable(EnableCap.DepthTest);
        _target.Read(drawn);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _target.Dispose();
        _patterns.Dispose();
        _people.Dispose();
        _props.Dispose();
        _backdrop.Dispose();
    }

    private PosedFigure Pose(ScenePerson person)
    {
        if (!_posed.TryGetValue(person.Figure, out PosedFigure? posed))
        {
            posed = _posed[person.Figure] = new PosedFigure(person.Figure);
        }

        posed.Pose(person.Body);
        return posed;
    }
}
