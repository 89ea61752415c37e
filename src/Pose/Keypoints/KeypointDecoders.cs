using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Chooses the decoder of a pose network.</summary>
public static class KeypointDecoders
{
    /// <summary>The decoder that a descriptor names.</summary>
    /// <param name="model">A pose network.</param>
    /// <param name="detail">What to work out beside position and score.</param>
    /// <exception cref="InvalidDataException">The descriptor names a decoder of detectors.</exception>
    public static IKeypointDecoder Create(ModelDescriptor model, ReadingDetail detail = ReadingDetail.None)
    {
        (int width, int height) = (model.Input.Width, model.Input.Height);
        return model.Decoder switch
        {
            ModelDecoder.Heatmap => new HeatmapDecoder(width, height, model.Refine, detail),
            ModelDecoder.SimCC => new SimCcDecoder(model.BinsPerPixel, model.Scores, SimCcScore.Product, detail),
            ModelDecoder.Likelihood => new LikelihoodDecoder(width, height, model.Coordinates, model.Sigma),
            ModelDecoder.Integral => new IntegralDecoder(width, height, model.Beta, IntegralScore.Maximum, detail),
            ModelDecoder.MoveNet => new MoveNetDecoder(width, height),
            ModelDecoder.BlazePose => new BlazePoseDecoder(),
            _ => throw new InvalidDataException(
                $"The model's decoder '{model.Decoder}' finds boxes, not keypoints; a pose network needs heatmap, simcc, likelihood, integral, movenet or blazepose."),
        };
    }
}
