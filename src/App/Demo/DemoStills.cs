using LivePose.Capture.Sources;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;

namespace LivePose.App.Demo;

/// <summary>Pictures out of the film: one as a file, some for the page.</summary>
internal static class DemoStills
{
    private const int JpegQuality = 85;

    /// <summary>Takes the pictures.</summary>
    /// <param name="folder">Has the film, and gets the picture of the frame in which the poses are surest.</param>
    /// <param name="poses">Says how sure they are.</param>
    /// <param name="clip">Says which frame a pose stands in.</param>
    /// <returns>JPEG files: that picture, and one from each third of the film.</returns>
    public static IReadOnlyList<(int Frame, byte[] Jpeg)> Take(DemoFolder folder, PoseTrial poses, DemoClip clip)
    {
        int frames = clip.Truth.Images.Count, surest = Surest(poses, clip, frames);
        int[] wanted = [surest, .. Enumerable.Range(0, 3).Select(third => ((2 * third) + 1) * frames / 6).Where(frame => frame != surest)];
        Dictionary<int, byte[]> jpegs = [];
        using IFrameSource film = Capture.Sources.FrameSource.Open(folder.Film, new SourceOptions(), NullLogger.Instance);
        Frame frame = new FramePool(batches: 1, framesPerBatch: 1, new FrameLayout(0, 0)).Rent(CancellationToken.None).Next;
        for (int i = 0; i <= wanted.Max() && film.TryRead(frame); i++)
        {
            if (wanted.Contains(i))
            {
                jpegs.Add(i, Encode(frame.Image, ".jpg", (int)ImwriteFlags.JpegQuality, JpegQuality));
                if (i == surest)
                {
                    File.WriteAllBytes(folder.Still, Encode(frame.Image, ".png"));
                }
            }
        }

        return [.. wanted.Where(jpegs.ContainsKey).Select(i => (i, jpegs[i]))];
    }

    /// <summary>The frame, not near the ends, in which the scores of all people add up to most.</summary>
    private static int Surest(PoseTrial poses, DemoClip clip, int frames)
    {
        double[] sums = new double[frames];
        for (int n = 0; n < poses.Calibrated.Count; n++)
        {
            sums[clip.Truth.IndexOfImage(poses.Calibrated.ImageIds[n])] += poses.Calibrated.Scores[n];
        }

        return Enumerable.Range(frames / 6, Math.Max(1, 2 * frames / 3)).MaxBy(frame => sums[frame]);
    }

    private static byte[] Encode(BgrImage image, string kind, params int[] parameters)
    {
        using Mat picture = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels.ToArray(), image.Stride);
        Cv2.ImEncode(kind, picture, out byte[] file, parameters);
        return file;
    }
}
