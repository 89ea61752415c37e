using System.Globalization;
using LivePose.Render;
using LivePose.Synth.Annotations;
using LivePose.Synth.Drawing;
using LivePose.Synth.Effects;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using OpenCvSharp;

namespace LivePose.Synth.Clips;

/// <summary>Draws single frames of a clip on one thread, with a drawing context of its own.</summary>
internal sealed class ClipWorker : IDisposable
{
    private const int NoiseStream = 1, JpegQuality = 92;

    private readonly ClipSettings _settings;
    private readonly ClipScene _clip;
    private readonly EglContext _context;
    private readonly SceneDrawer _drawer;
    private readonly PhotoLab _lab = new();
    private readonly DrawnScene _drawn = new();

    /// <exception cref="GraphicsException">Nothing can be drawn here.</exception>
    public ClipWorker(ClipSettings settings, ClipScene clip)
    {
        (_settings, _clip) = (settings, clip);
        _context = new EglContext();
        _drawer = new SceneDrawer(_context.Gl);
    }

    /// <summary>Draws frame <paramref name="index"/> and, if asked for, writes its image.</summary>
    public ClipFrame Make(int index)
    {
        double time = index / _settings.FramesPerSecond;
        SynthScene scene = _clip.At(time);
        List<PosedPerson> people = [];
        _drawer.Draw(scene, _drawn, people);
        Mat developed = _lab.Develop(_drawn, _clip.EffectsAt(time), SynthSeed.Stream(_settings.Seed, index, NoiseStream));
        string name = (index + 1).ToString("D6", CultureInfo.InvariantCulture) + ".jpg";
        if (_settings.Images)
        {
            File.WriteAllBytes(Path.Combine(_settings.Folder, "images", name), PhotoLab.Jpeg(developed, JpegQuality));
        }

        TruthLine truth = new(index + 1, name, scene, people, SceneAnnotator.Annotate(scene, _drawn, people)) { Frame = index };
        return new ClipFrame(developed.AsSpan<byte>().ToArray(), truth);
    }

    public void Dispose()
    {
        _lab.Dispose();
        _drawer.Dispose();
        _context.Dispose();
    }
}
