using System.Runtime.InteropServices;

namespace LivePose.Render;

/// <summary>The functions of GLFW 3.3 that a window needs.</summary>
/// <remarks>GLFW 3.3 reference, include/GLFW/glfw3.h.</remarks>
internal static class GlfwNative
{
    public const int ContextVersionMajor = 0x00022002, ContextVersionMinor = 0x00022003;

    public const int OpenGlForwardCompatible = 0x00022006, OpenGlProfile = 0x00022008, CoreProfile = 0x00032001;

    public const int Press = 1, Repeat = 2, DontCare = -1;

    private const string Library = "libglfw.so.3";

    public delegate void KeyCallback(nint window, int key, int scanCode, int action, int modifiers);

    public delegate void ButtonCallback(nint window, int button, int action, int modifiers);

    public delegate void PairCallback(nint window, double x, double y);

    public delegate void SizeCallback(nint window, int width, int height);

    [DllImport(Library, EntryPoint = "glfwInit")]
    public static extern int Init();

    [DllImport(Library, EntryPoint = "glfwTerminate")]
    public static extern void Terminate();

    [DllImport(Library, EntryPoint = "glfwGetError")]
    public static extern int GetError(out nint description);

    [DllImport(Library, EntryPoint = "glfwWindowHint")]
    public static extern void WindowHint(int hint, int value);

    [DllImport(Library, EntryPoint = "glfwCreateWindow", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern nint CreateWindow(int width, int height, [MarshalAs(UnmanagedType.LPUTF8Str)] string title, nint monitor, nint share);

    [DllImport(Library, EntryPoint = "glfwDestroyWindow")]
    public static extern void DestroyWindow(nint window);

    [DllImport(Library, EntryPoint = "glfwMakeContextCurrent")]
    public static extern void MakeContextCurrent(nint window);

    [DllImport(Library, EntryPoint = "glfwSwapInterval")]
    public static extern void SwapInterval(int interval);

    [DllImport(Library, EntryPoint = "glfwSwapBuffers")]
    public static extern void SwapBuffers(nint window);

    [DllImport(Library, EntryPoint = "glfwPollEvents")]
    public static extern void PollEvents();

    [DllImport(Library, EntryPoint = "glfwWindowShouldClose")]
    public static extern int WindowShouldClose(nint window);

    [DllImport(Library, EntryPoint = "glfwSetWindowShouldClose")]
    public static extern void SetWindowShouldClose(nint window, int value);

    [DllImport(Library, EntryPoint = "glfwGetFramebufferSize")]
    public static extern void GetFramebufferSize(nint window, out int width, out int height);

    [DllImport(Library, EntryPoint = "glfwGetWindowPos")]
    public static extern void GetWindowPos(nint window, out int x, out int y);

    [DllImport(Library, EntryPoint = "glfwGetWindowSize")]
    public static extern void GetWindowSize(nint window, out int width, out int height);

    [DllImport(Library, EntryPoint = "glfwGetPrimaryMonitor")]
    public static extern nint GetPrimaryMonitor();

    [DllImport(Library, EntryPoint = "glfwGetVideoMode")]
    public static extern nint GetVideoMode(nint monitor);

    [DllImport(Library, EntryPoint = "glfwSetWindowMonitor")]
    public static extern void SetWindowMonitor(nint window, nint monitor, int x, int y, int width, int height, int refreshRate);

    [DllImport(Library, EntryPoint = "glfwSetKeyCallback")]
    public static extern nint SetKeyCallback(nint window, KeyCallback callback);

    [DllImport(Library, EntryPoint = "glfwSetMouseButtonCallback")]
    public static extern nint SetMouseButtonCallback(nint window, ButtonCallback callback);

    [DllImport(Library, EntryPoint = "glfwSetCursorPosCallback")]
    public static extern nint SetCursorPosCallback(nint window, PairCallback callback);

    [DllImport(Library, EntryPoint = "glfwSetScrollCallback")]
    public static extern nint SetScrollCallback(nint window, PairCallback callback);

    [DllImport(Library, EntryPoint = "glfwSetFramebufferSizeCallback")]
    public static extern nint SetFramebufferSizeCallback(nint window, SizeCallback callback);

    [DllImport(Library, EntryPoint = "glfwGetProcAddress", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern nint GetProcAddress([MarshalAs(UnmanagedType.LPStr)] string name);
}
