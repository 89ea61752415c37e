using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>A context without any window or display: drawing goes to framebuffer objects. Works on servers, in software with Mesa.</summary>
public sealed class EglContext : IGlContext
{
    private const string Install = "install a driver with 'sudo apt install libegl1 libgl1-mesa-dri'";

    private readonly nint _display;
    private readonly nint _context;

    /// <summary>Makes a core profile context and makes it current on the calling thread.</summary>
    /// <param name="major">Lowest OpenGL version wanted.</param>
    /// <param name="minor">Its second number.</param>
    /// <exception cref="GraphicsException">EGL or a driver is missing, or the driver lacks this version; the sentence names the package.</exception>
    public EglContext(int major = 3, int minor = 3)
    {
        try
        {
            _display = OpenDisplay();
            _context = CreateContext(_display, major, minor);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new GraphicsException($"Drawing without a window needs EGL 1.5 (libEGL.so.1), which was not found; {Install}.", e);
        }

        MakeCurrent();
        Gl = GL.GetApi(EglNative.GetProcAddress);
    }

    /// <inheritdoc/>
    public GL Gl { get; }

    /// <inheritdoc/>
    public void MakeCurrent()
    {
        if (EglNative.MakeCurrent(_display, 0, 0, _context) == 0)
        {
            throw new GraphicsException($"The EGL context cannot be made current (error 0x{EglNative.GetError():X}); it is in use on another thread, or the driver was reset.");
        }
    }

    /// <inheritdoc/>
    public void Release() => _ = EglNative.MakeCurrent(_display, 0, 0, 0);

    /// <summary>Destroys the context. The display stays open: EGL shares it among all contexts of the process.</summary>
    public void Dispose()
    {
        Release();
        Gl.Dispose();
        _ = EglNative.DestroyContext(_display, _context);
    }

    private static nint OpenDisplay()
    {
        nint display = EglNative.GetPlatformDisplay(EglNative.PlatformSurfaceless, 0, [EglNative.None]);
        if (display == 0 || EglNative.Initialize(display, out _, out _) == 0)
        {
            throw new GraphicsException($"EGL found no driver that draws without a window (error 0x{EglNative.GetError():X}); {Install}.");
        }

        return display;
    }

    private static nint CreateContext(nint display, int major, int minor)
    {
        int[] wanted =
        [
            EglNative.SurfaceType, EglNative.PbufferBit, EglNative.RenderableType, EglNative.OpenGlBit, EglNative.None,
        ];
        nint[] config = new nint[1];
        bool found = EglNative.BindApi(EglNative.OpenGlApi) != 0
            && EglNative.ChooseConfig(display, wanted, config, 1, out int count) != 0 && count > 0;
        int[] version =
        [
            EglNative.MajorVersion, major, EglNative.MinorVersion, minor,
            EglNative.ProfileMask, EglNative.CoreProfileBit, EglNative.None,
        ];
        nint context = found ? EglNative.CreateContext(display, config[0], 0, version) : 0;
        return context != 0 ? context : throw new GraphicsException(
            $"The EGL driver does not offer OpenGL {major}.{minor} core (error 0x{EglNative.GetError():X}); {Install}.");
    }
}
