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
        int frames = PipelineCommand.Number(args, "--frames", 100);
        using EglContext context = new();
        PipelineCommand.Print(context.Gl.GetStringS(Silk.NET.OpenGL.StringName.Renderer));
        if (args.Contains("--profile"))
        {
            StandingCrowd crowd = new(1, 1280, 720);
            using ScenePainter painter = new(context, SceneLayout.Overlay, 1280, 720, KeypointSets.Coco17, BuiltInBody.Model);
            using FrameReadback readback = new(context.Gl);
            byte[] picture = new byte[3 * 1280 * 720];
            void Time(string name, Action work)
            {
                for (int i = 0; i < 10; i++) { work(); }
                context.Gl.Finish();
                double best = double.MaxValue, bestCpu = 0;
                for (int r = 0; r < 5; r++)
                {
                    Stopwatch c = Stopwatch.StartNew();
                    double cpu = ProcessorTime.PerItem(20, () => { for (int i = 0; i < 20; i++) { work(); context.Gl.Finish(); } });
                    if (c.Elapsed.TotalMilliseconds / 20 < best) { best = c.Elapsed.TotalMilliseconds / 20; bestCpu = 1e3 * cpu; }
                }
                PipelineCommand.Print($"{name}: {best:F2} ms wall, {bestCpu:F2} ms CPU");
            }
            crowd.Show(1);
            Time("load", () => painter.Load(crowd.Frame.Image));
            Time("compose", () => painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "30.0 fps  41 ms  CPU"));
            Time("draw all", painter.Draw);
            painter.Options.Pose = false;
            painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "");
            Time("draw body+video", painter.Draw);
            painter.Options.Bodies = false;
            painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "");
            Time("draw video", painter.Draw);
            painter.Options.Video = false;
            painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "");
            Time("draw background", painter.Draw);
            painter.Options.Bodies = true;
            painter.Compose(crowd.Frame, crowd.Fits, crowd.Camera, "");
            Time("draw background+body", painter.Draw);
            Time("readback", () => { readback.Enqueue(painter.Target); readback.Read(picture); });
            return 0;
        }

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
