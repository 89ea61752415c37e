using LivePose.App.Bodies;
using LivePose.Capture.Sources;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.App.Stages;

/// <summary>Fits bodies to the people of every frame and writes them, in order; the frames go on as they came.</summary>
/// <remarks>The fits are written before the batch is handed on; whoever owns the batch then may read them with <see cref="FitsOf"/>.</remarks>
internal sealed class FitStage(BodyModel body, PinholeCamera camera, PeopleFitter people, BodyRecorder recorder) : IStage<Tracked, Fitted>
{
    /// <summary>The body that is fitted.</summary>
    public BodyModel Body => body;

    /// <summary>The camera of every frame.</summary>
    public PinholeCamera Camera => camera;

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
        return new FitStage(
            settings.Body, camera, people, new BodyRecorder(settings, skeleton, folder, name, camera, FittingSettings.RateOf(source.FramesPerSecond)));
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

    /// <summary>Identity and fit of everyone in a frame that has passed; for the owner of its batch.</summary>
    public ReadOnlySpan<(int Id, BodyFit Fit)> FitsOf(Frame frame) => people.FitsOf(frame);

    /// <summary>Writes the files of every person; called once, when no frame will come any more, also after a fault.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Complete() => recorder.Complete();

    /// <summary>What came of it, for the summary line.</summary>
    public string Describe() => recorder.Describe();

    public void Dispose() => recorder.Dispose();
}
