using LivePose.App;
using LivePose.App.Bodies;
using LivePose.App.Stages;
using LivePose.Capture.Sources;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>Known people before grey, fitted frame after frame by the pipeline's own stage.</summary>
internal sealed class FilmedPeople : IDisposable
{
    public const byte Grey = 128;

    private readonly StandingPeople _scene = new();
    private readonly FrameBatch _batch;
    private readonly (int Id, double X)[] _people;

    /// <param name="folder">Where the stage writes.</param>
    /// <param name="people">Identity and place to the side, metres.</param>
    public FilmedPeople(string folder, params (int Id, double X)[] people)
    {
        _people = people;
        FittingSettings settings = new() { Body = BuiltInBody.Model, Focal = StandingPeople.Camera.FocalX };
        SourceInfo source = new("clip", StandingPeople.Width, StandingPeople.Height, StandingPeople.Rate, null, false);
        TrackingSettings tracking = new() { PosePath = "", MaxPeople = StandingPeople.Layout.MaxPeople, Threads = 1 };
        Fit = FitStage.Create(settings, source, KeypointSets.Coco17, tracking, folder, "clip");
        _batch = new FramePool(1, 1, StandingPeople.Layout).Rent(TestContext.Current.CancellationToken);
        _batch.Next.Resize(StandingPeople.Width, StandingPeople.Height).Span.Fill(Grey);
        _batch.Commit();
    }

    public FitStage Fit { get; }

    public Frame Frame => _batch.Frames[0];

    /// <summary>Makes and fits a frame.</summary>
    public Frame Show(long index)
    {
        _scene.Show(Frame, index, _people);
        Assert.True(Fit.Process(new Tracked(_batch), out _));
        Assert.All(Fit.FitsOf(Frame).ToArray(), person => Assert.Equal(FitRejection.None, person.Fit.Rejection));
        return Frame;
    }

    public void Dispose() => Fit.Dispose();
}
