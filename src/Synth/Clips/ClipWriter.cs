using LivePose.Capture.Sinks;
using LivePose.Render;
using LivePose.Synth.Annotations;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Synth.Clips;

/// <summary>Makes a folder with a synthetic clip and all that is true of it: <c>clip.mp4</c>, <c>annotations.json</c> and <c>truth.jsonl</c>.</summary>
/// <remarks>
/// The files are those of <see cref="ImageSet"/>; annotations and lines of the truth have a <c>track_id</c>, which stays with a person,
/// and pictures have a <c>frame</c>, counted from 0, shown at frame / rate seconds. Frame n depends on the settings and n alone.
/// </remarks>
public static class ClipWriter
{
    /// <summary>The video's name in the folder.</summary>
    public const string VideoName = "clip.mp4";

    private const int VideoQuality = 16; // of x264: the truth should not suffer from the file

    /// <summary>Makes the clip.</summary>
    /// <param name="settings">What it shall be.</param>
    /// <param name="progress">Told after each frame, in order; may be null.</param>
    /// <param name="cancel">Stops between frames; the folder is left as it is.</param>
    /// <returns>Frames and annotated people.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">The folder is not empty or cannot be written; also when nothing can be drawn here (<see cref="GraphicsException"/>).</exception>
    /// <exception cref="FileNotFoundException">Body assets, photographs or the recorded motion are missing.</exception>
    /// <exception cref="InvalidDataException">The recorded motion or an asset cannot be used.</exception>
    public static ClipSummary Write(ClipSettings settings, IProgress<ClipSummary>? progress, CancellationToken cancel)
    {
        settings.Check();
        IReadOnlyList<Figure> figures = FigureCatalogue.Load(settings.BodyFolder);
        IReadOnlyList<Photo> photos = PhotoFolder.Load(settings.BackgroundFolder, Math.Max(settings.Width, settings.Height));
        ClipScene clip = new(settings, figures, photos);
        new EglContext().Dispose(); // where nothing can be drawn, nothing is written either
        OutputFolder.Prepare(settings.Folder, settings.Images);
        using CocoFile coco = new(Path.Combine(settings.Folder, SetFiles.Annotations));
        using TruthFile truth = new(Path.Combine(settings.Folder, SetFiles.Truth));
        using VideoFile video = new(
            Path.Combine(settings.Folder, VideoName), settings.Width, settings.Height, settings.FramesPerSecond, new VideoSinkOptions { Quality = VideoQuality }, NullLogger.Instance);
        InOrder<ClipFrame> results = new(frame =>
        {
            TruthLine line = frame.Truth;
            video.Write(frame.Bgr, TimeSpan.FromSeconds(line.Frame!.Value / settings.FramesPerSecond));
            coco.Add(line.ImageId, line.FileName, settings.Width, settings.Height, line.Labels, line.Frame);
            truth.Add(line, coco.Count - line.Labels.Count + 1);
            progress?.Report(new ClipSummary(line.ImageId, coco.Count));
        });
        Workers.Run(settings.FrameCount, settings.Threads, () => new ClipWorker(settings, clip), (worker, i) => results.Add(i, worker.Make(i)), cancel);
        video.Complete();
        coco.Finish();
        return new ClipSummary(settings.FrameCount, coco.Count);
    }
}
