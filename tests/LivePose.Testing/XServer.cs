using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace LivePose.Testing;

/// <summary>A display in memory (Xvfb), and a second client that does to its windows what a user would.</summary>
public sealed class XServer : IDisposable
{
    private const int KeyPress = 2, ClientMessage = 33;

    private readonly Process _server;
    private readonly string? _oldDisplay = Environment.GetEnvironmentVariable("DISPLAY");
    private readonly nint _display;

    public XServer()
    {
        ProcessStartInfo start = new("Xvfb", "-displayfd 1 -screen 0 800x600x24 -nolisten tcp") { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            _server = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Needs Xvfb: sudo apt install xvfb");
            throw;
        }

        Name = ":" + _server.StandardOutput.ReadLine();
        _ = SetEnvironment("DISPLAY", Name, 1); // GLFW reads the process's own environment, which .NET only copies
        _display = XOpenDisplay(Name);
        Assert.NotEqual(0, _display);
    }

    /// <summary>What DISPLAY is for programs that are to use it.</summary>
    public string Name { get; }

    /// <summary>The window whose title begins so, or 0 while there is none.</summary>
    public nint FindWindow(string title)
    {
        Assert.NotEqual(0, XQueryTree(_display, XDefaultRootWindow(_display), out _, out _, out nint children, out uint count));
        nint found = 0;
        for (int i = 0; i < count; i++)
        {
            nint window = Marshal.ReadIntPtr(children, i * nint.Size);
            if (XFetchName(_display, window, out nint name) != 0 && name != 0)
            {
                found = Marshal.PtrToStringUTF8(name)!.StartsWith(title, StringComparison.Ordinal) ? window : found;
                _ = XFree(name);
            }
        }

        _ = children == 0 ? 0 : XFree(children);
        return found;
    }

    /// <summary>Removes DISPLAY from what native code sees, until the result is disposed.</summary>
    public static IDisposable Hide() => new Hidden();

    public void PressKey(nint window, string key)
    {
        nint[] message = Message(KeyPress, window);
        message[5] = XDefaultRootWindow(_display);
        int code = XKeysymToKeycode(_display, XStringToKeysym(key));
        BitConverter.TryWriteBytes(MemoryMarshal.AsBytes(message.AsSpan())[84..], code); // XKeyEvent.keycode
        Send(window, message);
    }

    public void AskToClose(nint window)
    {
        nint[] message = Message(ClientMessage, window);
        message[5] = XInternAtom(_display, "WM_PROTOCOLS", 0);
        message[6] = 32; // format
        message[7] = XInternAtom(_display, "WM_DELETE_WINDOW", 0);
        Send(window, message);
    }

    public void Resize(nint window, int width, int height)
    {
        _ = XResizeWindow(_display, window, (uint)width, (uint)height);
        _ = XSync(_display, 0);
    }

    public void Dispose()
    {
        _ = XCloseDisplay(_display);
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        Restore(_oldDisplay);
    }

    /// <summary>An XEvent of 24 words: type, serial, sent by a client, display, window.</summary>
    private nint[] Message(int type, nint window)
    {
        nint[] message = new nint[24];
        (message[0], message[3], message[4]) = (type, _display, window);
        return message;
    }

    private void Send(nint window, nint[] message)
    {
        Assert.NotEqual(0, XSendEvent(_display, window, 0, 0, message));
        _ = XSync(_display, 0);
    }

    private static void Restore(string? display) =>
        _ = display is null ? UnsetEnvironment("DISPLAY") : SetEnvironment("DISPLAY", display, 1);

    [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);

    [DllImport("libc", EntryPoint = "unsetenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int UnsetEnvironment([MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("libX11.so.6", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint XOpenDisplay([MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("libX11.so.6")]
    private static extern int XCloseDisplay(nint display);

    [DllImport("libX11.so.6")]
    private static extern nint XDefaultRootWindow(nint display);

    [DllImport("libX11.so.6", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint XInternAtom(nint display, [MarshalAs(UnmanagedType.LPStr)] string name, int onlyIfExists);

    [DllImport("libX11.so.6", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint XStringToKeysym([MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("libX11.so.6")]
    private static extern byte XKeysymToKeycode(nint display, nint keysym);

    [DllImport("libX11.so.6")]
    private static extern int XSendEvent(nint display, nint window, int propagate, nint mask, nint[] message);

    [DllImport("libX11.so.6")]
    private static extern int XResizeWindow(nint display, nint window, uint width, uint height);

    [DllImport("libX11.so.6")]
    private static extern int XQueryTree(nint display, nint window, out nint root, out nint parent, out nint children, out uint count);

    [DllImport("libX11.so.6")]
    private static extern int XFetchName(nint display, nint window, out nint name);

    [DllImport("libX11.so.6")]
    private static extern int XFree(nint data);

    [DllImport("libX11.so.6")]
    private static extern int XSync(nint display, int discard);

    private sealed class Hidden : IDisposable
    {
        private readonly string? _display = Environment.GetEnvironmentVariable("DISPLAY");

        public Hidden() => _ = UnsetEnvironment("DISPLAY");

        public void Dispose() => Restore(_display);
    }
}
