using System.Globalization;
using LivePose.Render;
using LivePose.Synth.Annotations;
using LivePose.Synth.Drawing;
using LivePose.Synth.Effects;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth;

/// <summary>Makes single images of a set on one thread, with a drawing context of its own.</summary>
internal sealed class ImageWorker : IDisposable
{
    private const int EffectStream = 1;

    private readonly ImageSetOptions _options;
    private readonly string _images;
    private readonly EglContext _context;
    private readonly SceneDrawer _drawer;
    private readonly SceneComposer _composer;
    private readonly PhotoLab _lab = new();
    private readonly DrawnScene _drawn = new();

    /// <exception cref="GraphicsException">Nothing can be drawn here.</exception>
    public ImageWorker(ImageSetOptions options, IReadOnlyList<Figure> figures, IReadOnlyList<Photo> photos, string images)
    {
        (_options, _images) = (options, images);
        _context = new EglContext();
        _drawer = new SceneDrawer(_context.Gl);
        _composer = new SceneComposer(figures, photos);
    }

    /// <summary>Draws image <paramref name="index"/>, writes its file and gives what is known of it.</summary>
    public TruthLine Make(int index)
    {
        Random random = SynthSeed.Stream(_options.Seed, index);
        (int width, int height) = ImageSize(random);
        SynthScene scene = _composer.Compose(random, width, height);
        List<PosedPerson> people = [];
        _drawer.Draw(scene, _drawn, people);
        Random effects = SynthSeed.Stream(_options.Seed, index, EffectStream);
        byte[] file = _lab.Jpeg(_drawn, PhotoEffects.Sample(effects, FocusDepth(people)), effects);
        int id = index + 1;
        string name = id.ToString("D6", CultureInfo.InvariantCulture) + ".jpg";
        File.WriteAllBytes(Path.Combine(_images, name), file);
        return new TruthLine(id, name, scene, people, SceneAnnotator.Annotate(scene, _drawn, people));
    }

    public void Dispose()
    {
        _lab.Dispose();
        _drawer.Dispose();
        _context.Dispose();
    }

    /// <summary>Just behind the first person, for whom the picture is taken, metres.</summary>
    private static float FocusDepth(List<PosedPerson> people) => (1.15f * (float)people[0].Joints[0].Z) + .4f;

    /// <summary>Upright, level or square, as photographs are.</summary>
    private (int Width, int Height) ImageSize(Random random)
    {
        int longer = _options.Size, shorter = (int)(longer * random.Pick<float>([.625f, .666f, .75f, .75f, .75f, 1]));
        return random.Chance(.62) ? (longer, shorter) : (shorter, longer);
    }
}
