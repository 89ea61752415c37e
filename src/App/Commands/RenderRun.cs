using System.Globalization;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.App.Commands;

/// <summary>One run of <c>livepose render</c>: read poses up to a frame, fit bodies as <c>video --fit</c> does, draw the frame.</summary>
/// <param name="Poses">Pose file.</param>
/// <param name="Index">Index of the frame in its source.</param>
/// <param name="Output">Image to write.</param>
/// <param name="Layout">What it shows.</param>
/// <param name="Video">Background; null = none.</param>
/// <param name="Fitting">Body and fit; null = poses only.</param>
internal sealed record RenderRun(string Poses, long Index, string Output, SceneLayout Layout, string? Video, FittingSettings? Fitting)
{
    private const int MostPeople = 64;

    /// <summary>Does all of it.</summary>
    /// <exception cref="InvalidDataException">The pose file is damaged or does not hold the frame, or the video ends before it.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or there is no OpenGL.</exception>
    public void Execute()
    {
        using EglContext context = new();
        using PoseLinesReader reader = PoseLinesReader.Open(Poses, NullLogger.Instance);
        SinkHeader header = reader.Header;
        Frame frame = FramePool.OneFrame(new FrameLayout(MostPeople, header.Keypoints.Count));
        PinholeCamera camera = Fitting?.CameraOf(header.Width, header.Height) ?? PinholeCamera.FromImageSize(header.Width, header.Height);
        PeopleFitter? fitter = Fitting is null ? null : new PeopleFitter(
            Fitting.Body.ToSkeleton(), header.Keypoints, Fitting.Options, camera, MostPeople, Environment.ProcessorCount);
        ReadUntil(reader, frame, fitter);
        if (Video is null)
        {
            frame.Resize(header.Width, header.Height);
        }
        else
        {
            ReadBackground(Video, frame);
        }

        SceneLayout shown = Fitting is null ? Layout.WithoutBodies() : Layout;
        (int width, int height) = shown.SizeFor(frame.Width, frame.Height);
        using ScenePainter painter = new(context, shown, width, height, header.Keypoints, Fitting?.Body);
        painter.Options.Video = Video is not null;
        painter.Options.Text = false;
        painter.Load(frame.Image);
        painter.Compose(frame, fitter is null ? [] : fitter.FitsOf(frame), camera, "");
        painter.Draw();
        StillPicture.Save(context, painter.Target, Output);
    }

    /// <summary>Fills the frame with each line's people in turn, and fits them, until it is the one that is wanted.</summary>
    private void ReadUntil(PoseLinesReader reader, Frame frame, PeopleFitter? fitter)
    {
        (long first, long last) = (-1, -1);
        while (reader.TryRead(out PoseLine? line))
        {
            (first, last) = (first < 0 ? line.Frame : first, line.Frame);
            if (last <= Index)
            {
                Fill(frame, line);
                fitter?.Fit(frame);
            }

            if (last == Index)
            {
                return;
            }
        }

        throw new InvalidDataException(last < 0
            ? $"'{Poses}' holds no frames; run the command that wrote it again."
            : string.Create(CultureInfo.InvariantCulture, $"'{Poses}' holds no frame {Index}; it goes from {first} to {last}: choose --frame from these."));
    }

    private static void Fill(Frame frame, PoseLine line)
    {
        frame.ClearPeople();
        frame.Stamp = new FrameStamp(line.Frame, 0, line.Time);
        for (int i = 0; i < line.People.Count && frame.TryAdd(new Person(line.People[i].Id, line.People[i].Box, 1, line.People[i].Score)); i++)
        {
            line.People[i].Keypoints.CopyTo(frame.Keypoints(i));
        }
    }

    private void ReadBackground(string path, Frame frame)
    {
        using IFrameSource source = FrameSource.Open(path, new SourceOptions(), NullLogger.Instance);
        if (source.Info.IsLive)
        {
            throw new ArgumentException($"'{path}' is a camera or a stream; --video takes the file or the images that the poses were found in.");
        }

        FrameStamp wanted = frame.Stamp;
        while (source.TryRead(frame))
        {
            if (frame.Stamp.Index == Index)
            {
                frame.Stamp = wanted;
                return;
            }
        }

        throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{path}' ends before frame {Index}; give the video that '{Poses}' was made from."));
    }
}
