using System.Diagnostics;
using System.Globalization;
using LivePose.App.Drawing;
using LivePose.Benchmarks.Pipeline;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.Benchmarks.Rendering;

/// <summary>Frames/s and CPU time of drawing, from a frame's bytes to the picture's, without a window: by size, people and layout.</summary>
internal static class RenderCommand
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 720), (1920, 1080)];

    public static int Run(string[] args)
    {
        int frames = Arguments.Number(args, "--frames", 100);
        using EglContext context = new();
        PipelineCommand.Print(context.Gl.GetStringS(Silk.NET.OpenGL.StringName.Renderer));
        foreach ((int width, int height) in Sizes)
        {
            foreach (int people in (int[])[0, 1, 5])
            {
                foreach (SceneLayout layout in people == 0 ? [SceneLayout.Overlay] : SceneLayout.Films)
                {
                    Measure(context, layout, width, height, people, frames);
                }
            }
        }

        return 0;
    }

    private static void Measure(EglContext context, SceneLayout layout, int width, int height, int people, int frames)
    {
        StandingCrowd crowd = new(people, width, height);
        (int columns, int rows) = layout.SizeFor(width, height);
        using ScenePainter painter = new(context, layout, columns, rows, KeypointSets.Coco17, BuiltInBody.Model);
        using FrameReadback readback = new(context.Gl);
        byte[] picture = new byte[3 * columns * rows];
        Draw(painter, readback, crowd, picture, 10);
        Stopwatch clock = Stopwatch.StartNew();
        double cpu = ProcessorTime.PerItem(frames, () => Draw(painter, readback, crowd, picture, frames));
        PipelineCommand.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{width}x{height}, {people} people, {layout.Name} ({columns}x{rows}): {frames / clock.Elapsed.TotalSeconds:F1} frames/s, {1e3 * cpu:F2} ms CPU a frame"));
    }

    internal static void Draw(ScenePainter painter, FrameReadback readback, StandingCrowd crowd, byte[] picture, int frames)
    {
        for (int n = 0; n < frames; n++)
        {
            crowd.Show(n);
            painter.Load(crowd.Frame.Image);
            painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "30.0 fps  41 ms  CPU");
            painter.Draw();
            if (readback.IsFull)
            {
                readback.Read(picture);
            }

            readback.Enqueue(painter.Target);
        }
    }
}
