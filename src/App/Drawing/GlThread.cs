using System.Runtime.ExceptionServices;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>A thread that owns an OpenGL context without a window, because a context is current on one thread. Work runs there one after another.</summary>
/// <remarks>Nothing is allocated for work whose delegate is kept.</remarks>
internal sealed class GlThread : IDisposable
{
    private readonly Lock _caller = new();
    private readonly object _gate = new();
    private readonly Thread _thread;
    private EglContext? _context;
    private Action? _work;
    private bool _ending;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts the thread and makes its context.</summary>
    /// <exception cref="GraphicsException">There is none; the sentence names the package to install.</exception>
    public GlThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "drawing" };
        _work = static () => { };
        _thread.Start();
        try
        {
            Wait();
        }
        catch
        {
            _thread.Join();
            throw;
        }
    }

    /// <summary>The context; current on the thread.</summary>
    public IGlContext Context => _context!;

    /// <summary>Runs work on the thread after all that was given before, and waits until it is done.</summary>
    /// <exception cref="Exception">What this work or an earlier <see cref="Post"/> threw.</exception>
    public void Invoke(Action work)
    {
        Post(work);
        Wait();
    }

    /// <summary>Waits until earlier work is done, and leaves this to the thread.</summary>
    /// <exception cref="Exception">What an earlier <see cref="Post"/> threw.</exception>
    public void Post(Action work)
    {
        lock (_caller)
        {
            Wait();
            lock (_gate)
            {
                _work = work;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Ends the thread after what it was given.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    private void Wait()
    {
        lock (_gate)
        {
            while (_work is not null)
            {
                Monitor.Wait(_gate);
            }

            ExceptionDispatchInfo? fault = _fault;
            _fault = null;
            fault?.Throw();
        }
    }

    private void Run()
    {
        try
        {
            _context = new EglContext();
        }
        catch (Exception e) // whoever waits for the thread gets it
        {
            Finish(e);
            return;
        }

        Finish(null);
        while (Next() is { } work)
        {
            try
            {
                work();
                Finish(null);
            }
            catch (Exception e) // the same: the next call rethrows it
            {
                Finish(e);
            }
        }

        _context.Dispose();
    }

    private void Finish(Exception? fault)
    {
        lock (_gate)
        {
            _fault = fault is null ? null : ExceptionDispatchInfo.Capture(fault);
            _work = null;
            Monitor.PulseAll(_gate);
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while (_work is null && !_ending)
            {
                Monitor.Wait(_gate);
            }

            return _work;
        }
    }
}
