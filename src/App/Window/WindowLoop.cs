using System.Diagnostics;
using LivePose.App.Drawing;
using LivePose.App.Progress;
using LivePose.Render;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Window;

/// <summary>What happens on the window's thread: input, the newest frame, the picture. Everything belongs to the thread that opened the window.</summary>
internal sealed class WindowLoop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(8);

    private readonly GlfwWindow _window;
    private readonly WindowScene _scene;
    private readonly NewestFrame _newest;
    private readonly ScenePainter _painter;
    private readonly WindowControls _controls;
    private readonly WindowStatus _status;
    private readonly WindowRecording _recording;
    private readonly AgeHistogram _ages;
    private readonly ILogger _logger;
    private bool _changed = true;

    /// <summary>Prepares drawing.</summary>
    /// <param name="window">Open; its context is current.</param>
    /// <param name="scene">What is shown.</param>
    /// <param name="newest">Where frames come from.</param>
    /// <param name="ages">Gets the age of every frame at the moment it is on screen.</param>
    /// <param name="logger">Told of files.</param>
    public WindowLoop(GlfwWindow window, WindowScene scene, NewestFrame newest, AgeHistogram ages, ILogger logger)
    {
        (_window, _scene, _newest, _ages, _logger) = (window, scene, newest, ages, logger);
        _painter = new ScenePainter(window, SceneLayout.Overlay, Math.Max(1, window.Width), Math.Max(1, window.Height), scene.Keypoints, scene.Fit?.Body);
        _controls = new WindowControls(_painter);
        _status = new WindowStatus(scene);
        _recording = new WindowRecording(window, () => NumberedFile.Next(scene.Folder, scene.Name, ".mp4"), scene.Source.FramesPerSecond, logger);
        Frame blank = newest.Shown.Frame;
        blank.Resize(scene.Source.Width, scene.Source.Height).Span.Clear();
        _painter.Load(blank.Image);
    }

    /// <summary>Takes in what the user did, and shows the newest frame if there is one; else waits a moment.</summary>
    /// <returns>False when the user wants to end.</returns>
    /// <exception cref="GraphicsException">The driver fails.</exception>
    public bool Step()
    {
        _window.Poll();
        while (_window.TryRead(out WindowInput input))
        {
            _controls.Apply(input);
            _changed = true;
        }

        if (_controls.Quit || _window.IsClosing)
        {
            return false;
        }

        FollowControls();
        bool fresh = !_controls.Paused && _newest.TryTake();
        if ((fresh || _changed || _status.HasExpired()) && _window.Width > 0 && _window.Height > 0)
        {
            Show(fresh);
            _changed = false;
        }
        else
        {
            _newest.Wait(Patience);
        }

        return true;
    }

    /// <summary>Finishes what is being recorded.</summary>
    public void Complete() => Try(_recording.Complete);

    public void Dispose()
    {
        _recording.Dispose();
        _painter.Dispose();
    }

    private void FollowControls()
    {
        if (_window.FullScreen != _controls.FullScreen)
        {
            _window.FullScreen = _controls.FullScreen;
        }

        if (_window.VerticalSync != _controls.VerticalSync)
        {
            _window.VerticalSync = _controls.VerticalSync;
        }

        if (_recording.IsOpen && !_controls.Recording)
        {
            Try(_recording.Complete);
        }
    }

    private void Show(bool fresh)
    {
        ShownFrame shown = _newest.Shown;
        _painter.Resize(_window.Width, _window.Height);
        if (fresh)
        {
            _painter.Load(shown.Frame.Image);
        }

        _painter.Compose(shown.Frame, shown.Fits, _scene.Camera, _status.Write(shown.Frame, _controls.Recording, _controls.Paused));
        _painter.Draw();
        if (_controls.TakeScreenshotWish())
        {
            Try(SaveScreenshot);
        }

        if (fresh && _controls.Recording)
        {
            Try(AddToRecording);
        }

        _painter.Target.Present(_window.Width, _window.Height);
        _window.Swap();
        if (fresh)
        {
            _ages.Add(Stopwatch.GetElapsedTime(shown.Frame.Stamp.CapturedTicks));
        }
    }

    private string? AddToRecording()
    {
        _recording.Add(_painter.Target, _newest.Shown.Frame.Stamp.Time);
        return null;
    }

    private string SaveScreenshot()
    {
        string path = NumberedFile.Next(_scene.Folder, _scene.Name, ".png");
        StillPicture.Save(_window, _painter.Target, path);
        _logger.LogInformation("Saved '{File}'.", path);
        return path;
    }

    /// <summary>A file that cannot be written ends its recording and is told; what the window shows goes on.</summary>
    /// <param name="work">Gives the path of a file that is complete now, or null.</param>
    private void Try(Func<string?> work)
    {
        try
        {
            if (work() is { } path)
            {
                _status.Notice($"saved {Path.GetFileName(path)}");
                _changed = true;
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not GraphicsException)
        {
            _controls.Recording = false;
            _status.Notice(e.Message);
            _logger.LogError("{Sentence}", e.Message);
        }
    }
}
