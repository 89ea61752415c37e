using LivePose.Render;
using LivePose.Synth.Annotations;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth;

/// <summary>Makes a folder of synthetic photographs with annotations: <c>images/*.jpg</c>, <c>annotations.json</c> and <c>truth.jsonl</c>.</summary>
/// <remarks>Image n depends on the seed and n alone, so the bytes are the same whatever the number of threads.</remarks>
public static class ImageSet
{
    private const int NearestPixels = 32, MostPixels = 4096;

    /// <summary>Makes the set.</summary>
    /// <param name="options">What it shall be.</param>
    /// <param name="progress">Told after each image, in order; may be null.</param>
    /// <param name="cancel">Stops between images; the folder is left as it is.</param>
    /// <returns>Images and annotated people.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The folder is not empty or cannot be written; also when nothing can be drawn here (<see cref="GraphicsException"/>).</exception>
    /// <exception cref="FileNotFoundException">Body assets or photographs are missing.</exception>
    public static ImageSetSummary Create(ImageSetOptions options, IProgress<ImageSetSummary>? progress, CancellationToken cancel)
    {
        Check(options);
        IReadOnlyList<Figure> figures = FigureCatalogue.Load(options.BodyFolder);
        IReadOnlyList<Photo> photos = PhotoFolder.Load(options.BackgroundFolder, options.Size);
        new EglContext().Dispose(); // where nothing can be drawn, nothing is written either
        string images = OutputFolder.Prepare(options.Folder);
        using CocoFile coco = new(Path.Combine(options.Folder, SetFiles.Annotations));
        using TruthFile truth = new(Path.Combine(options.Folder, SetFiles.Truth));
        InOrder<TruthLine> results = new(line =>
        {
            coco.Add(line.ImageId, line.FileName, line.Scene.Width, line.Scene.Height, line.Labels);
            truth.Add(line, coco.Count - line.Labels.Count + 1);
            progress?.Report(new ImageSetSummary(line.ImageId, coco.Count));
        });
        Workers.Run(
            options.Count, options.Threads, () => new ImageWorker(options, figures, photos, images), (worker, i) => results.Add(i, worker.Make(i)), cancel);
        coco.Finish();
        return new ImageSetSummary(options.Count, coco.Count);
    }

    private static void Check(ImageSetOptions options)
    {
        if (options.Count < 1)
        {
            throw new ArgumentException($"A set of {options.Count} images cannot be made; ask for at least 1.");
        }

        if (options.Size is < NearestPixels or > MostPixels)
        {
            throw new ArgumentException($"Images with a longer side of {options.Size} px cannot be made; ask for {NearestPixels} to {MostPixels}.");
        }

        if (options.Threads is < 1 or > 256)
        {
            throw new ArgumentException($"{options.Threads} threads cannot work; ask for 1 to 256.");
        }
    }
}
