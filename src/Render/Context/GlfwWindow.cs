using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>A window of the desktop with an OpenGL 3.3 core context, through the system's GLFW.</summary>
/// <remarks>
/// Everything happens on the thread that opened it. What the user does is queued by <see cref="Poll"/> and read with
/// <see cref="TryRead"/>, so no caller's code runs inside a native callback.
/// </remarks>
public sealed class GlfwWindow : IGlContext
{
    private const int MaxQueued = 1024, ShiftModifier = 1;

    private static readonly Lock LibraryLock = new();
    private static int _openWindows;

    private readonly nint _window;
    private readonly Queue<WindowInput> _inputs = new();
    private readonly GlfwNative.KeyCallback _onKey;
    private readonly GlfwNative.ButtonCallback _onButton;
    private readonly GlfwNative.PairCallback _onMove;
    private readonly GlfwNative.PairCallback _onScroll;
    private readonly GlfwNative.SizeCallback _onSize;
    private double _mouseX;
    private double _mouseY;
    private int _buttons;
    private bool _verticalSync;
    private (int X, int Y, int Width, int Height)? _windowed;

    /// <summary>Opens the window and makes its context current on the calling thread.</summary>
    /// <param name="width">Of the drawable area, screen units, positive.</param>
    /// <param name="height">Of the drawable area, screen units, positive.</param>
    /// <param name="title">Shown by the desktop.</param>
    /// <exception cref="GraphicsException">GLFW, a display or a driver is missing; the sentence names the cure.</exception>
    public GlfwWindow(int width, int height, string title)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _window = Open(width, height, title);
        (_onKey, _onButton, _onMove, _onScroll, _onSize) = (OnKey, OnButton, OnMove, OnScroll, OnSize);
        GlfwNative.SetKeyCallback(_window, _onKey);
        GlfwNative.SetMouseButtonCallback(_window, _onButton);
        GlfwNative.SetCursorPosCallback(_window, _onMove);
        GlfwNative.SetScrollCallback(_window, _onScroll);
        GlfwNative.SetFramebufferSizeCallback(_window, _onSize);
        GlfwNative.GetFramebufferSize(_window, out int w, out int h);
        (Width, Height) = (w, h);
        MakeCurrent();
        VerticalSync = false;
        Gl = GL.GetApi(GlfwNative.GetProcAddress);
    }

    /// <inheritdoc/>
    public GL Gl { get; }

    /// <summary>GLFW's own handle of the window, for calls that this class does not offer.</summary>
    public nint Handle => _window;

    /// <summary>Columns of the drawable area, px; 0 while the window is minimised.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the drawable area, px; 0 while the window is minimised.</summary>
    public int Height { get; private set; }

    /// <summary>True when <see cref="Swap"/> waits for the screen; false, the default, shows a picture as soon as it is drawn.</summary>
    public bool VerticalSync
    {
        get => _verticalSync;
        set
        {
            _verticalSync = value;
            GlfwNative.SwapInterval(value ? 1 : 0);
        }
    }

    /// <summary>True when the window covers the whole screen.</summary>
    public bool FullScreen
    {
        get => _windowed is not null;
        set => SetFullScreen(value);
    }

    /// <summary>True after the <see cref="Poll"/> that follows the user's wish to close the window, or <see cref="Close"/>.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Asks the window to close, as the user would.</summary>
    public void Close() => GlfwNative.SetWindowShouldClose(_window, 1);

    /// <summary>Takes in what happened since the last call; call it once a frame.</summary>
    public void Poll()
    {
        GlfwNative.PollEvents();
        IsClosing = GlfwNative.WindowShouldClose(_window) != 0;
    }

    /// <summary>Gives the oldest thing the user did that was not read yet.</summary>
    public bool TryRead(out WindowInput input) => _inputs.TryDequeue(out input);

    /// <summary>Shows what was drawn into framebuffer 0.</summary>
    public void Swap() => GlfwNative.SwapBuffers(_window);

    /// <inheritdoc/>
    public void MakeCurrent() => GlfwNative.MakeContextCurrent(_window);

    /// <inheritdoc/>
    public void Release() => GlfwNative.MakeContextCurrent(0);

    /// <summary>Closes the window.</summary>
    public void Dispose()
    {
        Gl.Dispose();
        GlfwNative.DestroyWindow(_window);
        lock (LibraryLock)
        {
            if (--_openWindows == 0)
            {
                GlfwNative.Terminate();
            }
        }
    }

    private static nint Open(int width, int height, string title)
    {
        try
        {
            lock (LibraryLock)
            {
                if (GlfwNative.Init() == 0)
                {
                    throw new GraphicsException($"A window cannot be opened ({LastError()}); run it on a desktop, or on a server under 'xvfb-run' ('sudo apt install xvfb').");
                }

                GlfwNative.WindowHint(GlfwNative.ContextVersionMajor, 3);
                GlfwNative.WindowHint(GlfwNative.ContextVersionMinor, 3);
                GlfwNative.WindowHint(GlfwNative.OpenGlProfile, GlfwNative.CoreProfile);
                GlfwNative.WindowHint(GlfwNative.OpenGlForwardCompatible, 1);
                nint window = GlfwNative.CreateWindow(width, height, title, 0, 0);
                if (window == 0)
                {
                    throw new GraphicsException($"A window with OpenGL 3.3 cannot be opened ({LastError()}); install a driver with 'sudo apt install libgl1-mesa-dri'.");
                }

                _openWindows++;
                return window;
            }
        }
        catch (DllNotFoundException e)
        {
            throw new GraphicsException("A window needs GLFW (libglfw.so.3), which was not found; install it with 'sudo apt install libglfw3'.", e);
        }
    }

    private static string LastError()
    {
        _ = GlfwNative.GetError(out nint text);
        return Marshal.PtrToStringUTF8(text) ?? "GLFW gives no reason";
    }

    private void SetFullScreen(bool value)
    {
        nint monitor = value ? GlfwNative.GetPrimaryMonitor() : 0;
        if (value && _windowed is null && monitor != 0)
        {
            GlfwNative.GetWindowPos(_window, out int x, out int y);
            GlfwNative.GetWindowSize(_window, out int width, out int height);
            _windowed = (x, y, width, height);
            nint mode = GlfwNative.GetVideoMode(monitor); // GLFWvidmode: int width, int height, ...
            GlfwNative.SetWindowMonitor(
                _window, monitor, 0, 0, Marshal.ReadInt32(mode), Marshal.ReadInt32(mode, sizeof(int)), GlfwNative.DontCare);
        }
        else if (!value && _windowed is { } old)
        {
            _windowed = null;
            GlfwNative.SetWindowMonitor(_window, 0, old.X, old.Y, old.Width, old.Height, GlfwNative.DontCare);
        }

        VerticalSync = _verticalSync; // some drivers reset the interval with the mode
    }

    private void Enqueue(WindowInput input)
    {
        if (_inputs.Count < MaxQueued)
        {
            _inputs.Enqueue(input);
        }
    }

    private void OnKey(nint window, int key, int scanCode, int action, int modifiers)
    {
        if (action is GlfwNative.Press or GlfwNative.Repeat)
        {
            Enqueue(new WindowInput(WindowInputKind.Key, (WindowKey)key, (modifiers & ShiftModifier) != 0));
        }
    }

    private void OnButton(nint window, int button, int action, int modifiers) =>
        _buttons = action == GlfwNative.Press ? _buttons | (1 << button) : _buttons & ~(1 << button);

    private void OnMove(nint window, double x, double y)
    {
        (double dx, double dy) = (x - _mouseX, y - _mouseY);
        (_mouseX, _mouseY) = (x, y);
        if (_buttons != 0)
        {
            Enqueue(new WindowInput((_buttons & 1) != 0 ? WindowInputKind.Orbit : WindowInputKind.Pan, X: (float)dx, Y: (float)dy));
        }
    }

    private void OnScroll(nint window, double x, double y) => Enqueue(new WindowInput(WindowInputKind.Zoom, X: (float)x, Y: (float)y));

    private void OnSize(nint window, int width, int height)
    {
        (Width, Height) = (width, height);
        Enqueue(new WindowInput(WindowInputKind.Resize, X: width, Y: height));
    }
}
