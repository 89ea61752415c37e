using System.Globalization;
using LivePose.App.Bodies;
using LivePose.Capture.Sinks;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Fitting.Export;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.App.Commands;

/// <summary>One run of <c>livepose fit</c>: read poses, fit every person, write files, say what came of it.</summary>
/// <param name="Poses">Pose file.</param>
/// <param name="Folder">Where results go.</param>
/// <param name="Settings">Body, options, focal length and formats.</param>
/// <param name="Live">Frame after frame instead of all together.</param>
/// <param name="Output">Where results are told.</param>
/// <param name="Error">Where remarks go.</param>
internal sealed record FitRun(
    string Poses, string Folder, FittingSettings Settings, bool Live, TextWriter Output, TextWriter Error)
{
    /// <summary>Does all of it.</summary>
    /// <exception cref="InvalidDataException">The pose file is damaged, holds nobody, or its keypoints do not suit the body.</exception>
    public void Execute()
    {
        using PoseLinesReader reader = PoseLinesReader.Open(Poses, NullLogger.Instance);
        SinkHeader header = reader.Header;
        Dictionary<int, List<(long Frame, double Time, PoseLinePerson Person)>> people = ReadPeople(reader);
        if (people.Count == 0)
        {
            throw new InvalidDataException($"'{Poses}' holds no people; there is nothing to fit.");
        }

        PinholeCamera camera = CameraOf(header);
        double rate = FittingSettings.RateOf(header.FramesPerSecond);
        BodySkeleton skeleton = Settings.Body.ToSkeleton();
        Directory.CreateDirectory(Folder);
        (int Id, FittedMotion Motion)[] fitted = [.. people.AsParallel().AsOrdered()
            .Select(p => (p.Key, Fit(skeleton, header.Keypoints, camera, rate, p.Value)))];
        foreach ((int id, FittedMotion motion) in fitted)
        {
            if (motion.Frames.Any(f => f.Rejection == FitRejection.None))
            {
                PersonFiles.Write(Folder, "", id, Settings.Formats, motion, Settings.Body);
            }

            Tell(id, motion);
        }

        WriteJoints(fitted, camera, rate);
    }

    private static Dictionary<int, List<(long, double, PoseLinePerson)>> ReadPeople(PoseLinesReader reader)
    {
        Dictionary<int, List<(long, double, PoseLinePerson)>> people = [];
        while (reader.TryRead(out PoseLine? line))
        {
            foreach (PoseLinePerson person in line.People)
            {
                if (!people.TryGetValue(person.Id.Value, out List<(long, double, PoseLinePerson)>? frames))
                {
                    people[person.Id.Value] = frames = [];
                }

                frames.Add((line.Frame, line.Time.TotalSeconds, person));
            }
        }

        return people;
    }

    private PinholeCamera CameraOf(SinkHeader header)
    {
        PinholeCamera camera = Settings.CameraOf(header.Width, header.Height);
        if (Settings.Focal is null)
        {
            Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"The focal length is not known; {camera.FocalX:F0} px is assumed. Distances scale with it: give --focal for true ones."));
        }

        return camera;
    }

    private FittedMotion Fit(
        BodySkeleton skeleton, KeypointSet set, PinholeCamera camera, double rate, List<(long Frame, double Time, PoseLinePerson Person)> seen)
    {
        PoseSequence sequence = new(set, camera, rate);
        foreach ((long frame, _, PoseLinePerson person) in seen)
        {
            while (sequence.Count < frame - seen[0].Frame)
            {
                sequence.AddGap();
            }

            sequence.Add(person.Keypoints, PersonArea.FromBox(person.Box));
        }

        IReadOnlyList<BodyFit> fits = Live
            ? FitLive(skeleton, sequence)
            : FitTogether(skeleton, sequence);
        foreach (BodyFit fit in fits)
        {
            fit.Time += seen[0].Time;
        }

        return new FittedMotion(skeleton, rate, seen[0].Frame, fits);
    }

    /// <summary>All frames together; a person of whom no frame can be fitted has none that is good.</summary>
    private IReadOnlyList<BodyFit> FitTogether(BodySkeleton skeleton, PoseSequence sequence)
    {
        try
        {
            return new SequenceFitter(skeleton, new SequenceOptions { Frame = Settings.Options }).Fit(sequence).Frames;
        }
        catch (InvalidDataException)
        {
            return FitLive(skeleton, sequence);
        }
    }

    private BodyFit[] FitLive(BodySkeleton skeleton, PoseSequence sequence)
    {
        BodyFitter fitter = new(skeleton, sequence.Set, Settings.Options);
        BodyFit[] fits = new BodyFit[sequence.Count];
        for (int t = 0; t < fits.Length; t++)
        {
            fits[t] = new BodyFit(skeleton.ShapeCount);
            fitter.Fit(sequence.Keypoints(t), sequence.Area(t), sequence.Camera, t / sequence.FramesPerSecond, fits[t]);
        }

        return fits;
    }

    private void WriteJoints((int Id, FittedMotion Motion)[] fitted, PinholeCamera camera, double rate)
    {
        using JointLinesWriter file = new(Path.Combine(Folder, "joints.jsonl"), camera);
        long first = fitted.Min(p => p.Motion.FirstFrame), last = fitted.Max(p => p.Motion.FirstFrame + p.Motion.Frames.Count - 1);
        for (long frame = first; frame <= last; frame++)
        {
            long at = frame;
            (int Id, BodyFit Fit)[] present = [.. fitted
                .Where(p => at >= p.Motion.FirstFrame && at < p.Motion.FirstFrame + p.Motion.Frames.Count)
                .Select(p => (p.Id, p.Motion.Frames[(int)(at - p.Motion.FirstFrame)]))];
            file.Write(frame, present.Length > 0 ? present[0].Fit.Time : frame / rate, present);
        }
    }

    private void Tell(int id, FittedMotion motion)
    {
        BodyFit[] good = [.. motion.Frames.Where(f => f.Rejection == FitRejection.None && f.Support > 0)];
        string error = good.Length == 0 ? "-" : good.Average(f => f.ReprojectionError).ToString("F1", CultureInfo.InvariantCulture);
        Output.WriteLine($"person {id}: {good.Length} of {motion.Frames.Count} frames fitted, mean reprojection error {error} px");
        foreach (IGrouping<FitRejection, BodyFit> group in motion.Frames.Where(f => f.Rejection != FitRejection.None).GroupBy(f => f.Rejection))
        {
            Output.WriteLine($"  {group.Count()} frames: {group.Key.Describe()}");
        }
    }
}
