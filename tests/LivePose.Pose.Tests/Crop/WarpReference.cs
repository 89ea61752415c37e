using LivePose.Pose.Crop;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Crop;

/// <summary>What <see cref="CropWarp"/> computes, written as its definition: for each output value a double sum over all source pixels near it.</summary>
internal static class WarpReference
{
    public static double[] Warp(byte[] pixels, int width, int height, CropTransform transform, ModelInput input)
    {
        double[] tensor = new double[input.SampleLength];
        for (int y = 0; y < input.Height; y++)
        {
            for (int x = 0; x < input.Width; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    int source = input.Color == ColorOrder.Bgr ? c : 2 - c;
                    double value = Sample(pixels, width, height, source, transform, x, y, input.Pad);
                    int index = input.Layout == InputLayout.Nchw
                        ? (((c * input.Height) + y) * input.Width) + x
                        : (((y * input.Width) + x) * 3) + c;
                    tensor[index] = (value - input.Mean[c]) / input.Std[c];
                }
            }
        }

        return tensor;
    }

    private static double Sample(byte[] pixels, int width, int height, int channel, CropTransform transform, int x, int y, double pad)
    {
        double centerX = transform.OriginX + ((double)transform.StepX * x), centerY = transform.OriginY + ((double)transform.StepY * y);
        double radiusX = Math.Max(1, transform.StepX / 2.0), radiusY = Math.Max(1, transform.StepY / 2.0);
        double sum = 0, weights = 0;
        for (int v = (int)Math.Floor(centerY - radiusY); v <= Math.Ceiling(centerY + radiusY); v++)
        {
            for (int u = (int)Math.Floor(centerX - radiusX); u <= Math.Ceiling(centerX + radiusX); u++)
            {
                double weight = Math.Max(0, 1 - (Math.Abs(u - centerX) / radiusX)) * Math.Max(0, 1 - (Math.Abs(v - centerY) / radiusY));
                bool inside = u >= 0 && u < width && v >= 0 && v < height;
                sum += weight * (inside ? pixels[(3 * ((v * width) + u)) + channel] : pad);
                weights += weight;
            }
        }

        return sum / weights;
    }
}
