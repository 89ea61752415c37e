using System.Globalization;
using LivePose.Pose.Calibrate;
using Spectre.Console;

namespace LivePose.App.Commands;

/// <summary>Progress of a calibration on stderr: two bars on a terminal, plain lines when redirected.</summary>
internal sealed class CalibrateDisplay : IProgress<ExtractionProgress>, IProgress<(int Training, TrainingProgress State)>
{
    private static readonly TimeSpan PlainPeriod = TimeSpan.FromSeconds(2);

    private readonly TextWriter _error;
    private readonly int _trainings;
    private readonly ProgressTask? _people;
    private readonly ProgressTask? _heads;
    private long _lastLine;

    private CalibrateDisplay(TextWriter error, int trainings, ProgressContext? context)
    {
        _error = error;
        _trainings = trainings;
        _people = context?.AddTask("people");
        _heads = context?.AddTask("training", maxValue: trainings);
    }

    /// <summary>Runs something that reports to a display.</summary>
    /// <param name="error">Where progress goes.</param>
    /// <param name="trainings">Number of heads that are trained.</param>
    /// <param name="run">The work.</param>
    public static CalibrationOutcome Run(TextWriter error, int trainings, Func<CalibrateDisplay, CalibrationOutcome> run)
    {
        if (error != System.Console.Error || System.Console.IsErrorRedirected)
        {
            return run(new CalibrateDisplay(error, trainings, null));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().Start(context => run(new CalibrateDisplay(error, trainings, context)));
    }

    public void Report(ExtractionProgress value)
    {
        if (value.Skipped is not null)
        {
            _error.WriteLine(value.Skipped);
        }

        _people?.MaxValue = Math.Max(1, value.Total);
        _people?.Value = value.Done;
        Line(value.Done == value.Total, $"people {value.Done}/{value.Total}");
    }

    public void Report((int Training, TrainingProgress State) value)
    {
        (int training, TrainingProgress state) = value;
        _heads?.Value = training + ((double)state.Epoch / state.Epochs);
        Line(false, string.Create(
            CultureInfo.InvariantCulture, $"head {training + 1}/{_trainings}, epoch {state.Epoch}/{state.Epochs}, loss {state.TrainingLoss:F4}, held out {state.HeldOutLoss:F4}"));
    }

    private void Line(bool always, string text)
    {
        if (_people is null && (always || TimeProvider.System.GetElapsedTime(_lastLine) > PlainPeriod))
        {
            _lastLine = TimeProvider.System.GetTimestamp();
            _error.WriteLine(text);
        }
    }
}
