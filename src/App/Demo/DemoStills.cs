using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;

namespace LivePose.App.Demo;

/// <summary>Pictures out of the film: one as a file, some for the page.</summary>
internal static class DemoStills
{
    private const int JpegQuality = 85;

    /// <summary>Takes the pictures.</summary>
    /// <param name="folder">Has film and poses, and gets the picture of the frame in which the people are surest.</param>
    /// <returns>JPEG files: that picture, and one from each third of the film.</returns>
    public static IReadOnlyList<(int Frame, byte[] Jpeg)> Take(DemoFolder folder)
    {
        double[] sureness = [.. Sureness(folder.Poses)];
        int frames = sureness.Length, surest = Enumerable.Range(0, frames).MaxBy(frame => sureness[frame]);
        int[] wanted = [surest, .. Enumerable.Range(0, 3).Select(third => ((2 * third) + 1) * frames / 6).Where(frame => frame != surest)];
        Dictionary<int, byte[]> jpegs = [];
        using IFrameSource film = Capture.Sources.FrameSource.Open(folder.Film, new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePool.OneFrame(new FrameLayout(0, 0));
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

    /// <summary>The sum of the people's scores in each frame.</summary>
    private static IEnumerable<double> Sureness(string poses)
    {
        using PoseLinesReader lines = PoseLinesReader.Open(poses, NullLogger.Instance);
        while (lines.TryRead(out PoseLine? line))
        {
            yield return line.People.Sum(person => person.Score);
        }
    }

    private static byte[] Encode(BgrImage image, string kind, params int[] parameters)
    {
        using Mat picture = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels.ToArray(), image.Stride);
        Cv2.ImEncode(kind, picture, out byte[] file, parameters);
        return file;
    }
}
