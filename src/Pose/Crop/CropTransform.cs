using LivePose.Pose.Onnx;

namespace LivePose.Pose.Crop;

/// <summary>The affine map between frame pixels and the pixels of a network's input: a scale and an offset on each axis, exactly invertible.</summary>
/// <remarks>
/// Points count from the centre of the first pixel, boxes from the picture's edge (the first pixel covers 0 to 1). A region's
/// edges therefore land on the input's edges, and reading a point back undoes the map without the half-pixel bias that comes
/// of mixing the two (Huang et al. 2020, "The Devil is in the Details: Delving into Unbiased Data Processing", arXiv 1911.07524).
/// </remarks>
/// <param name="StepX">Frame px from one input column to the next, positive.</param>
/// <param name="StepY">Frame px from one input row to the next, positive.</param>
/// <param name="OriginX">Frame column of the centre of the input's first pixel.</param>
/// <param name="OriginY">Frame row of the centre of the input's first pixel.</param>
public readonly record struct CropTransform(float StepX, float StepY, float OriginX, float OriginY)
{
    /// <summary>Maps a region of the frame onto the whole input; each axis has its own scale.</summary>
    /// <param name="region">Frame pixels, finite and not empty; it may reach outside the frame.</param>
    /// <param name="width">Columns of the input, px.</param>
    /// <param name="height">Rows of the input, px.</param>
    /// <exception cref="ArgumentException">The region is empty or not finite.</exception>
    public static CropTransform OfRegion(Box region, int width, int height)
    {
        if (!IsUsable(region))
        {
            throw new ArgumentException($"A crop needs a finite region that is not empty, but was given {region}.", nameof(region));
        }

        float stepX = region.Width / width, stepY = region.Height / height;
        return new CropTransform(stepX, stepY, region.X + (0.5f * stepX) - 0.5f, region.Y + (0.5f * stepY) - 0.5f);
    }

    /// <summary>Cuts out one person: the box grown by a factor, then widened or heightened about its centre to the input's aspect ratio.</summary>
    /// <param name="box">The person's box, frame pixels, finite and not empty.</param>
    /// <param name="boxScale">Growth of both sides, for example 1.25.</param>
    /// <param name="width">Columns of the input, px.</param>
    /// <param name="height">Rows of the input, px.</param>
    public static CropTransform OfPerson(Box box, float boxScale, int width, int height)
    {
        float step = boxScale * MathF.Max(box.Width / width, box.Height / height);
        return OfRegion(Box.FromCenter(box.CenterX, box.CenterY, step * width, step * height), width, height);
    }

    /// <summary>Fits a whole frame into the input with one scale; what the frame leaves free is at the right and bottom, or on both sides.</summary>
    /// <param name="frameWidth">Columns of the frame, px.</param>
    /// <param name="frameHeight">Rows of the frame, px.</param>
    /// <param name="width">Columns of the input, px.</param>
    /// <param name="height">Rows of the input, px.</param>
    /// <param name="centered">True puts the frame into the middle, false to the top left.</param>
    public static CropTransform Letterbox(int frameWidth, int frameHeight, int width, int height, bool centered)
    {
        float step = MathF.Max((float)frameWidth / width, (float)frameHeight / height);
        float freeX = (step * width) - frameWidth, freeY = (step * height) - frameHeight;
        return OfRegion(new Box(centered ? -freeX / 2 : 0, centered ? -freeY / 2 : 0, step * width, step * height), width, height);
    }

    /// <summary>Brings a whole frame into a network's input in the way that the network asks for; networks that cut out people get it letterboxed.</summary>
    public static CropTransform OfFrame(int frameWidth, int frameHeight, ModelInput input) => input.Fit switch
    {
        InputFit.Stretch => Stretch(frameWidth, frameHeight, input.Width, input.Height),
        _ => Letterbox(frameWidth, frameHeight, input.Width, input.Height, centered: input.Fit != InputFit.LetterboxTopLeft),
    };

    /// <summary>Brings a whole frame to the input's size, each axis with its own scale.</summary>
    public static CropTransform Stretch(int frameWidth, int frameHeight, int width, int height) =>
        OfRegion(new Box(0, 0, frameWidth, frameHeight), width, height);

    /// <summary>Whether a region can be cut out: finite, with positive width and height.</summary>
    public static bool IsUsable(Box region) =>
        float.IsFinite(region.X) && float.IsFinite(region.Y) && float.IsFinite(region.Width) && float.IsFinite(region.Height)
        && region is { Width: > 0, Height: > 0 };

    /// <summary>A point of the frame in input pixels.</summary>
    public (float X, float Y) ToCrop(float x, float y) => ((x - OriginX) / StepX, (y - OriginY) / StepY);

    /// <summary>A point of the input in frame pixels.</summary>
    public (float X, float Y) ToFrame(float x, float y) => (OriginX + (StepX * x), OriginY + (StepY * y));

    /// <summary>A box of the input in frame pixels.</summary>
    public Box ToFrame(Box box) => new(
        OriginX + 0.5f + (StepX * (box.X - 0.5f)), OriginY + 0.5f + (StepY * (box.Y - 0.5f)), StepX * box.Width, StepY * box.Height);

    /// <summary>A box of the frame in input pixels.</summary>
    public Box ToCrop(Box box) => new(
        ((box.X - 0.5f - OriginX) / StepX) + 0.5f, ((box.Y - 0.5f - OriginY) / StepY) + 0.5f, box.Width / StepX, box.Height / StepY);
}
