using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Testing;

namespace LivePose.Render.Tests;

/// <summary>A real window on a display in memory.</summary>
[Collection(GlTests.Name)]
public sealed class WindowTests
{
    [Fact]
    public void Window_OpensDrawsTakesKeysResizesAndCloses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Xvfb is an X server.");
        using XServer server = new();
        using GlfwWindow window = new(320, 200, "LivePose test");
        nint handle = GetX11Window(window.Handle);
        using SceneRenderer renderer = new(window.Gl, window.Width, window.Height);
        View view = new() { Pane = new Pane(0, 0, window.Width, window.Height), Background = new Vector3(0, 0, 1) };
        view.Marks.Rectangle(new Vector2(-0.5f, -0.5f), new Vector2(window.Width, 20), 0, new Vector4(1, 0, 0, 1));
        renderer.Render([view], new BodyList());
        renderer.Target.Present(window.Width, window.Height);
        Assert.Equal((255, 0, 0), Pixel(window, 10, window.Height - 5)); // the window's rows count from the bottom
        Assert.Equal((0, 0, 255), Pixel(window, 10, 5));
        window.Swap();

        server.PressKey(handle, "s");
        Assert.Equal(WindowKey.S, Next(window, WindowInputKind.Key).Key);
        server.PressKey(handle, "Escape");
        Assert.Equal(WindowKey.Escape, Next(window, WindowInputKind.Key).Key);

        server.Resize(handle, 400, 260);
        WindowInput resize = Next(window, WindowInputKind.Resize);
        Assert.Equal((400f, 260f), (resize.X, resize.Y));
        Assert.Equal((400, 260), (window.Width, window.Height));
        renderer.Resize(window.Width, window.Height);
        view.Pane = new Pane(0, 0, window.Width, window.Height);
        renderer.Render([view], new BodyList());
        renderer.Target.Present(window.Width, window.Height);
        Assert.Equal((0, 0, 255), Pixel(window, 390, 5));
        window.Swap();

        Assert.False(window.IsClosing);
        server.AskToClose(handle);
        Assert.True(Within(TimeSpan.FromSeconds(10), () =>
        {
            window.Poll();
            return window.IsClosing;
        }));
    }

    [Fact]
    public void Window_WithoutADisplay_NamesTheCure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only X has displays.");
        using IDisposable hidden = XServer.Hide();
        GraphicsException error = Assert.Throws<GraphicsException>(() => new GlfwWindow(320, 200, "LivePose test"));
        Assert.Contains("xvfb", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static WindowInput Next(GlfwWindow window, WindowInputKind kind)
    {
        WindowInput input = default;
        Assert.True(
            Within(TimeSpan.FromSeconds(10), () =>
            {
                window.Poll();
                while (window.TryRead(out input))
                {
                    if (input.Kind == kind)
                    {
                        return true;
                    }
                }

                return false;
            }),
            $"The window reports no {kind}.");
        return input;
    }

    private static bool Within(TimeSpan limit, Func<bool> condition)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > limit)
            {
                return false;
            }

            Thread.Sleep(5);
        }

        return true;
    }

    private static (int Red, int Green, int Blue) Pixel(GlfwWindow window, int x, int y)
    {
        window.Gl.BindFramebuffer(Silk.NET.OpenGL.FramebufferTarget.Framebuffer, 0);
        uint rgba = window.Gl.ReadPixels<uint>(x, y, 1, 1, Silk.NET.OpenGL.PixelFormat.Rgba, Silk.NET.OpenGL.PixelType.UnsignedByte);
        return ((int)(rgba & 255), (int)((rgba >> 8) & 255), (int)((rgba >> 16) & 255));
    }

    [DllImport("libglfw.so.3", EntryPoint = "glfwGetX11Window")]
    private static extern nint GetX11Window(nint window);
}
