using LivePose.Fitting;
using LivePose.Render;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Tests;

/// <summary>One context and drawer for the tests of a class, which run on one thread after the other.</summary>
public sealed class DrawingFixture : IDisposable
{
    private readonly EglContext _context;
    private readonly SceneDrawer _drawer;

    public DrawingFixture()
    {
        _context = new EglContext();
        _drawer = new SceneDrawer(_context.Gl);
        _context.Release();
    }

    /// <summary>The built-in body.</summary>
    public static Figure Figure { get; } = FigureCatalogue.Load(null)[0];

    /// <summary>A scene as data sets have it.</summary>
    public static SynthScene Compose(int seed, int width = 160, int height = 120) =>
        new SceneComposer([Figure], []).Compose(SynthSeed.Stream(seed, 0), width, height);

    /// <summary>Somebody at the origin in a plain world, seen by a level camera 3 m away that looks along +z.</summary>
    public static SynthScene Alone(Appearance look, BodyParameters body, params Prop[] props) => new()
    {
        Width = 120,
        Height = 160,
        Camera = LevelCamera(120, 160, distance: 3),
        People = [new ScenePerson(Figure, look, body)],
        Props = props,
        Light = new Lighting(System.Numerics.Vector3.UnitY, new(.4f), new(.6f), new(.5f), 0),
        Backdrop = new Backdrop(Material.Of(new(0, 0, 1)), new(0, 0, 1)),
    };

    /// <summary>A camera 0.9 m above the ground, before the origin.</summary>
    public static SceneCamera LevelCamera(int width, int height, float distance) => new(
        new CameraIntrinsics(200, 200, (width - 1) / 2f, (height - 1) / 2f),
        new AffineTransform(new(-1, 0, 0, 0), new(0, -1, 0, .9f), new(0, 0, 1, distance)));

    /// <summary>Standing on the ground with hanging arms; yaw π faces the camera of <see cref="Alone"/>.</summary>
    public static BodyParameters Standing(double yaw)
    {
        BodyParameters body = new(Figure.Model.ShapeCount);
        body.Rotations[0] = Rotation.Exp(new Vector3D(0, yaw, 0));
        body.Rotations[BodyJoint.LeftShoulder] = Rotation.Exp(new Vector3D(0, 0, -1.2));
        body.Rotations[BodyJoint.RightShoulder] = Rotation.Exp(new Vector3D(0, 0, 1.2));
        body.Translation = new Vector3D(0, -Figure.Rest.Min(v => v.Y), 0);
        return body;
    }

    /// <summary>A look that adds nothing to the body.</summary>
    public static Appearance Bare { get; } = new()
    {
        Skin = Material.Of(new(.8f, .6f, .5f)),
        Top = Material.Of(new(1, 0, 0)),
        Bottom = Material.Of(new(0, 1, 0)),
        Shoes = Material.Of(new(.1f)),
        Socks = Material.Of(new(.9f)),
        Hair = Material.Of(new(.1f)),
        Hat = Material.Of(new(.5f)),
        Sleeve = .3f,
        Leg = .95f,
    };

    /// <summary>Draws a scene and annotates it.</summary>
    public (DrawnScene Drawn, List<PosedPerson> People) Draw(SynthScene scene)
    {
        DrawnScene drawn = new();
        List<PosedPerson> people = [];
        _context.MakeCurrent();
        _drawer.Draw(scene, drawn, people);
        _context.Release();
        return (drawn, people);
    }

    public void Dispose()
    {
        _context.MakeCurrent();
        _drawer.Dispose();
        _context.Dispose();
    }
}
