using System.Diagnostics;
using System.Globalization;
using LivePose.App.Drawing;
using LivePose.Benchmarks.Pipeline;
using LivePose.Fitting.Body;
using LivePose.Render;
using Silk.NET.OpenGL;

namespace LivePose.Benchmarks.Rendering;

/// <summary>
/// Whether GL objects and memory stay flat over thousands of frames while people come and go and the layout changes. The next free name
/// of each kind of object says how many there are, because drivers give names out in order.
/// </summary>
internal static class FlatCommand
{
    private const int Width = 160, Height = 96, MostPeople = 5;

    public static int Run(string[] args)
    {
        int frames = Arguments.Number(args, "--frames", 10_000), step = Math.Max(1, frames / 10);
        using EglContext context = new();
        StandingCrowd[] crowds = [.. Enumerable.Range(0, MostPeople + 1).Select(people => new StandingCrowd(people, Width, Height))];
        using ScenePainter painter = new(context, SceneLayout.Grid, Width, Height, KeypointSets.Coco17, BuiltInBody.Model);
        using FrameReadback readback = new(context.Gl);
        byte[] picture = new byte[3 * Width * Height];
        for (int done = 0; done < frames; done += step)
        {
            for (int n = 0; n < step; n += 5)
            {
                painter.Layout = SceneLayout.Films[n / 5 % SceneLayout.Films.Count];
                RenderCommand.Draw(painter, readback, crowds[n / 5 % crowds.Length], picture, 5);
            }

            Tell(context.Gl, done + step);
        }

        return 0;
    }

    private static void Tell(GL gl, int frames)
    {
        (uint buffer, uint texture, uint array, uint framebuffer) = (gl.GenBuffer(), gl.GenTexture(), gl.GenVertexArray(), gl.GenFramebuffer());
        gl.DeleteBuffer(buffer);
        gl.DeleteTexture(texture);
        gl.DeleteVertexArray(array);
        gl.DeleteFramebuffer(framebuffer);
        GC.Collect();
        using Process process = Process.GetCurrentProcess();
        PipelineCommand.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{frames} frames: next buffer {buffer}, texture {texture}, vertex array {array}, framebuffer {framebuffer}; managed {GC.GetTotalMemory(true) / 1024} KiB, resident {process.WorkingSet64 >> 20} MiB, GL error {gl.GetError()}"));
    }
}
