namespace LivePose.App.Stages;

/// <summary>Unrelated images: everyone found is somebody new, and nothing is smoothed from one picture to the next.</summary>
internal sealed class NumberStage : IStage<Posed, Tracked>
{
    private int _last;

    public bool Process(Posed input, out Tracked output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            foreach (ref Person person in frame.People)
            {
                person = person with { Id = new TrackId(++_last) };
            }
        }

        output = new Tracked(input.Batch);
        return true;
    }

    public void Dispose()
    {
    }
}
