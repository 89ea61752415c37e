using System.Diagnostics;
using System.Globalization;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>The real executable, as a process of its own that may be limited, signalled and killed.</summary>
internal sealed class ChildRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ChildRun(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program that was built with the tests; the build puts it beside them.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "livepose");

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it with Ctrl-C as it comes from a terminal: whoever started the tests may have it ignored, which is inherited.</summary>
    public static ChildRun Start(params string[] arguments) => StartProgram("env", ["--default-signal=INT", Executable, .. arguments]);

    /// <summary>Starts it under limits that a POSIX shell sets first.</summary>
    public static ChildRun StartIn(string shell, params string[] arguments) => StartProgram("/bin/sh", ["-c", $"{shell} exec \"$@\"", "sh", Executable, .. arguments]);

    /// <summary>Starts any program.</summary>
    public static ChildRun StartProgram(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs POSIX signals and shells.");
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildRun(start);
    }

    /// <summary>Sends a signal, for example <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
