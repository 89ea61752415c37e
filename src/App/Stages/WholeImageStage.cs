namespace LivePose.App.Stages;

/// <summary>For pose networks that take whole images: nobody is located beforehand.</summary>
internal sealed class WholeImageStage : IStage<Captured, Located>
{
    public bool Process(Captured input, out Located output)
    {
        output = new Located(input.Batch);
        return true;
    }

    public void Dispose()
    {
    }
}
