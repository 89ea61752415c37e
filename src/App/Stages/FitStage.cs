using LivePose.App.Bodies;
using LivePose.Capture.Sources;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.App.Stages;

/// <summary>Fits bodies to the people of every frame and writes them, in order; the frames go on as they came.</summary>
/// <remarks>
/// The fits live here only: they are written before the batch is handed on, so nothing beside the batch needs an owner.
/// </remarks>
internal sealed class FitStage(PeopleFitter people, BodyRecorder recorder) : IStage<Tracked, Fitted>
{
    /// <summary>The stage for one source.</summary>
    /// <param name="settings">Body, options and formats.</param>
    /// <param name="source">Size and rate of the pictures.</param>
    /// <param name="set">What keypoints come.</param>
    /// <param name="tracking">Most people, and threads.</param>
    /// <param name="folder">Where results go; created when absent.</param>
    /// <param name="name">What their names begin with.</param>
    /// <exception cref="ArgumentException">The keypoints do not suit the body.</exception>
    /// <exception cref="IOException">The first file cannot be created.</exception>
    public static FitStage Create(FittingSettings settings, SourceInfo source, KeypointSet set, TrackingSettings tracking, string folder, string name)
    {
        PinholeCamera camera = settings.CameraOf(source.Width, source.Height);
        BodySkeleton skeleton = settings.Body.ToSkeleton();
        PeopleFitter people = new(skeleton, set, settings.Options, camera, tracking.MaxPeople, tracking.Threads);
        return new FitStage(people, new BodyRecorder(settings, skeleton, folder, name, camera, FittingSettings.RateOf(source.FramesPerSecond)));
    }

    public bool Process(Tracked input, out Fitted output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            recorder.Write(frame.Stamp, people.Fit(frame));
        }

        output = new Fitted(input.Batch);
        return true;
    }

    /// <summary>Writes the files of every person; called once, when no frame will come any more, also after a fault.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Complete() => recorder.Complete();

    /// <summary>What came of it, for the summary line.</summary>
    public string Describe() => recorder.Describe();

    public void Dispose() => recorder.Dispose();
}
