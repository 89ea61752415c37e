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
    private readonly ShadowMap _shadows;
    private readonly PersonPass _people;
    private readonly List<Vector3D[]> _joints = [];
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
        _shadows = new ShadowMap(gl);
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
        _people.Clear();
        _joints.Clear();
        Span<Vector2> feet = stackalloc Vector2[scene.People.Count];
        for (int i = 0; i < scene.People.Count; i++)
        {
            PosedFigure posed = Pose(scene.People[i]);
            _people.Load(scene.People[i], posed);
            _joints.Add([.. posed.Joints]);
            people.Add(new PosedPerson(scene.Camera.FromScene, posed));
            Vector3D pelvis = posed.Joints[BodyJoint.Pelvis];
            feet[i] = new Vector2((float)pelvis.X, (float)pelvis.Z);
        }

        Pane pane = new(0, 0, scene.Width, scene.Height);
        _gl.Enable(EnableCap.DepthTest);
        _gl.DepthFunc(DepthFunction.Lequal);
        _shadows.Draw(scene.Light.ToSun, _joints, _people.DrawShapes);
        _target.Begin(scene.Width, scene.Height);
        _patterns.Bind();
        _people.Draw(scene, pane, _shadows);
        _props.Draw(scene, pane, _shadows, feet);
        _backdrop.Draw(scene);
        _gl.Disable(EnableCap.DepthTest);
        _target.Read(drawn);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _target.Dispose();
        _patterns.Dispose();
        _shadows.Dispose();
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
        posed.ComputeNormals();
        return posed;
    }
}
