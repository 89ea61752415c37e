using LivePose.Capture.Sources;
using LivePose.Fitting;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using LivePose.Synth.Annotations;
using LivePose.Synth.Clips;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.App.Demo;

/// <summary>A synthetic clip and everything that is true of it.</summary>
internal sealed class DemoClip
{
    /// <summary>What a folder of <c>livepose synth video</c> must hold.</summary>
    public static readonly IReadOnlyList<string> Files = [ClipWriter.VideoName, SetFiles.Annotations, SetFiles.Truth];

    private readonly string _folder;
    private readonly Dictionary<string, int> _frames;

    private DemoClip(string folder, GroundTruth truth, IReadOnlyDictionary<long, TruePerson> bodies)
    {
        (_folder, Truth, Bodies) = (folder, truth, bodies);
        _frames = truth.Images.Select((image, i) => (Name: Path.GetFileName(image.FileName), i)).ToDictionary(frame => frame.Name, frame => frame.i);
        Camera = bodies.Values.First().Camera;
    }

    /// <summary>The film.</summary>
    public string Film => Path.Combine(_folder, ClipWriter.VideoName);

    /// <summary>Annotations; its images are the frames in order.</summary>
    public GroundTruth Truth { get; }

    /// <summary>True joints by annotation id.</summary>
    public IReadOnlyDictionary<long, TruePerson> Bodies { get; }

    /// <summary>The camera of the first frame; it does not zoom.</summary>
    public PinholeCamera Camera { get; }

    /// <summary>Reads what <c>livepose synth video</c> wrote.</summary>
    /// <param name="folder">Holds <c>clip.mp4</c>, <c>annotations.json</c> and <c>truth.jsonl</c>.</param>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    /// <exception cref="InvalidDataException">One of them is damaged, or nobody is in the clip.</exception>
    public static DemoClip Read(string folder)
    {
        if (Files.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
        {
            throw new FileNotFoundException($"'{folder}' holds no clip of 'livepose synth video': there is no '{missing}'; make one with it, or leave --clip out.");
        }

        GroundTruth truth = GroundTruthReader.Read(Path.Combine(folder, SetFiles.Annotations));
        IReadOnlyDictionary<long, TruePerson> bodies = TruthReader.Read(Path.Combine(folder, SetFiles.Truth));
        return bodies.Count > 0
            ? new DemoClip(folder, truth, bodies)
            : throw new InvalidDataException($"Nobody is in the clip of '{folder}'; make one with people in it, or leave --clip out.");
    }

    /// <summary>Starts the film.</summary>
    public IFrameSource Open(ILogger logger) => FrameSource.Open(Film, new SourceOptions(), logger);

    /// <summary>Runs a pose network on the true boxes of everyone in every frame.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancel">Checked between frames.</param>
    public PoseResults Poses(Network network, CancellationToken cancel)
    {
        using IFrameSource film = Open(NullLogger.Instance);
        int read = 0;
        string? Load(string path, Frame frame)
        {
            for (int wanted = _frames[Path.GetFileName(path)]; read <= wanted; read++)
            {
                if (!film.TryRead(frame))
                {
                    return "the film ends before it.";
                }
            }

            return null;
        }

        return AnnotatedPeopleRun.Run(
            network, Truth, _folder, Load, fault => throw new InvalidDataException($"'{Film}' does not fit its annotations: frame {fault}"), cancel).Results;
    }
}

