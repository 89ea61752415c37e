using System.Runtime.ExceptionServices;
using LivePose.App.Progress;
using LivePose.Render;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Window;

/// <summary>A window that shows a run as it happens, on a thread of its own: the pipeline never waits for it.</summary>
internal sealed class LiveWindow : IDisposable
{
    private const int LargestWidth = 1600, LargestHeight = 900;

    private readonly WindowScene _scene;
    private readonly Action _closed;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _opened = new();
    private ExceptionDispatchInfo? _fault;
    private volatile bool _ending;

    /// <summary>Opens the window.</summary>
    /// <param name="scene">What it shows.</param>
    /// <param name="closed">Called from the window's thread when the user closes it or it fails: the run is to end.</param>
    /// <param name="logger">Told of screenshots and recordings.</param>
    /// <exception cref="GraphicsException">There is no display, no driver or no GLFW; the sentence names the cure.</exception>
    public LiveWindow(WindowScene scene, Action closed, ILogger logger)
    {
        (_scene, _closed, _logger) = (scene, closed, logger);
        Newest = new NewestFrame(scene.Layout, scene.Fit?.Body.ShapeCount ?? 0);
        _thread = new Thread(Run) { IsBackground = true, Name = "window" };
        _thread.Start();
        _opened.Wait();
        if (_fault is not null)
        {
            Dispose();
            _fault.Throw();
        }
    }

    /// <summary>Where the pipeline leaves its frames.</summary>
    public NewestFrame Newest { get; }

    /// <summary>Age of each frame when it was on screen; complete after <see cref="Complete"/>.</summary>
    public AgeHistogram Ages { get; } = new();

    /// <summary>Closes the window, if the user has not, and finishes its files.</summary>
    /// <exception cref="IOException">Drawing failed while it was open.</exception>
    public void Complete()
    {
        _ending = true;
        _thread.Join();
        _fault?.Throw();
    }

    public void Dispose()
    {
        _ending = true;
        _thread.Join();
        Newest.Dispose();
        _opened.Dispose();
    }

    private void Run()
    {
        try
        {
            double scale = Math.Min(1, Math.Min((double)LargestWidth / _scene.Source.Width, (double)LargestHeight / _scene.Source.Height));
            (int width, int height) = (Math.Max(64, (int)(scale * _scene.Source.Width)), Math.Max(48, (int)(scale * _scene.Source.Height)));
            using GlfwWindow window = new(width, height, $"LivePose: {_scene.Source.Name}");
            using WindowLoop loop = new(window, _scene, Newest, Ages, _logger);
            _opened.Set();
            while (!_ending && loop.Step())
            {
                // Each step shows a frame or waits for one.
            }

            loop.Complete();
        }
        catch (Exception e) // whoever waits for the thread gets it
        {
            _fault = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _opened.Set();
            if (!_ending)
            {
                _closed();
            }
        }
    }
}
