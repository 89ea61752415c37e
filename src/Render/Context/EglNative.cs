using System.Runtime.InteropServices;

namespace LivePose.Render;

/// <summary>The functions of EGL 1.5 that a context without a surface needs.</summary>
/// <remarks>Khronos EGL 1.5 specification; EGL_MESA_platform_surfaceless, EGL_KHR_surfaceless_context.</remarks>
internal static class EglNative
{
    public const int PlatformSurfaceless = 0x31DD, OpenGlApi = 0x30A2;

    public const int SurfaceType = 0x3033, PbufferBit = 0x0001, RenderableType = 0x3040, OpenGlBit = 0x0008, None = 0x3038;

    public const int MajorVersion = 0x3098, MinorVersion = 0x30FB, ProfileMask = 0x30FD, CoreProfileBit = 0x0001;

    private const string Library = "libEGL.so.1";

    [DllImport(Library, EntryPoint = "eglGetPlatformDisplay")]
    public static extern nint GetPlatformDisplay(int platform, nint nativeDisplay, nint[] attributes);

    [DllImport(Library, EntryPoint = "eglInitialize")]
    public static extern int Initialize(nint display, out int major, out int minor);

    [DllImport(Library, EntryPoint = "eglBindAPI")]
    public static extern int BindApi(int api);

    [DllImport(Library, EntryPoint = "eglChooseConfig")]
    public static extern int ChooseConfig(nint display, int[] attributes, nint[] configs, int size, out int count);

    [DllImport(Library, EntryPoint = "eglCreateContext")]
    public static extern nint CreateContext(nint display, nint config, nint share, int[] attributes);

    [DllImport(Library, EntryPoint = "eglMakeCurrent")]
    public static extern int MakeCurrent(nint display, nint draw, nint read, nint context);

    [DllImport(Library, EntryPoint = "eglDestroyContext")]
    public static extern int DestroyContext(nint display, nint context);

    [DllImport(Library, EntryPoint = "eglGetError")]
    public static extern int GetError();

    [DllImport(Library, EntryPoint = "eglGetProcAddress", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern nint GetProcAddress([MarshalAs(UnmanagedType.LPStr)] string name);
}
