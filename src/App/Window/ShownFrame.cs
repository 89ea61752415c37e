using LivePose.App.Bodies;
using LivePose.Fitting;

namespace LivePose.App.Window;

/// <summary>A frame as the window keeps it: a copy of pixels, people and bodies. Reused.</summary>
/// <param name="frame">Of a pool of the window's own.</param>
/// <param name="shapeCount">Shape coefficients of the body.</param>
internal sealed class ShownFrame(Frame frame, int shapeCount)
{
    private readonly FitList _fits = new(shapeCount);

    /// <summary>Pixels and people.</summary>
    public Frame Frame => frame;

    /// <summary>Identity and fit of each person who has one.</summary>
    public ReadOnlySpan<(int Id, BodyFit Fit)> Fits => _fits.People;

    /// <summary>Takes over a frame.</summary>
    public void CopyFrom(Frame other, ReadOnlySpan<(int Id, BodyFit Fit)> fits)
    {
        Span<byte> pixels = frame.Resize(other.Width, other.Height).Span;
        other.Image.Pixels[..pixels.Length].CopyTo(pixels);
        frame.Stamp = other.Stamp;
        frame.ClearPeople();
        for (int i = 0; i < other.PeopleCount && frame.TryAdd(other.People[i]); i++)
        {
            other.Keypoints(i).CopyTo(frame.Keypoints(i));
        }

        _fits.CopyFrom(fits);
    }
}
