using LivePose.Pose.Onnx;
using LivePose.Testing;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Onnx;

/// <summary>Real pictures as a network takes them: slow, obvious, for tests.</summary>
internal static class Pictures
{
    internal static IEnumerable<string> All => Directory.GetFiles(SharedData.Path("images"), "*.jpg").Order();

    /// <summary>Writes a picture, fitted and normalised, into planes [3, H, W].</summary>
    internal static void Fill(Span<float> planes, string path, ModelInput input)
    {
        using Mat picture = Cv2.ImRead(path);
        using Mat canvas = new(input.Height, input.Width, MatType.CV_8UC3, Scalar.All(input.Pad));
        double scale = Math.Min((double)input.Width / picture.Width, (double)input.Height / picture.Height);
        Size size = input.Fit == InputFit.Stretch ? canvas.Size() : new Size((int)(picture.Width * scale), (int)(picture.Height * scale));
        Point corner = input.Fit == InputFit.LetterboxCenter ? new Point((input.Width - size.Width) / 2, (input.Height - size.Height) / 2) : default;
        using (Mat region = canvas[new Rect(corner, size)])
        {
            Cv2.Resize(picture, region, size);
        }

        for (int c = 0; c < 3; c++)
        {
            int channel = input.Color == ColorOrder.Bgr ? c : 2 - c;
            for (int y = 0; y < input.Height; y++)
            {
                for (int x = 0; x < input.Width; x++)
                {
                    planes[(c * input.Height + y) * input.Width + x] = (canvas.At<Vec3b>(y, x)[channel] - input.Mean[c]) / input.Std[c];
                }
            }
        }
    }
}
