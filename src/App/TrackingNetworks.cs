using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.App;

/// <summary>The networks of a run, loaded once and shared by every input.</summary>
internal sealed class TrackingNetworks : IDisposable
{
    private TrackingNetworks(Network? detector, Network pose, KeypointSet keypoints)
    {
        Detector = detector;
        Pose = pose;
        Keypoints = keypoints;
    }

    /// <summary>Person detector; null when the pose network takes whole images.</summary>
    public Network? Detector { get; }

    /// <summary>Pose network.</summary>
    public Network Pose { get; }

    /// <summary>What its keypoints are.</summary>
    public KeypointSet Keypoints { get; }

    /// <summary>Loads and checks both, and logs where they run.</summary>
    /// <param name="settings">Paths and device.</param>
    /// <param name="threadsPerRun">CPU threads that share one run: 1 when several lanes run side by side.</param>
    /// <param name="logger">Gets the devices, and why better ones were skipped.</param>
    /// <exception cref="UsageException">A detector is missing, or a file is not what its option wants.</exception>
    public static TrackingNetworks Load(TrackingSettings settings, int threadsPerRun, ILogger logger)
    {
        NetworkOptions options = new() { Device = settings.Device, RequireGpu = settings.RequireGpu, IntraOpThreads = threadsPerRun };
        Network pose = LoadOne(settings.PosePath, ModelKind.Pose, options, logger);
        Network? detector = null;
        try
        {
            if (pose.Descriptor.Region == PoseRegion.Person)
            {
                string path = settings.DetectorPath
                    ?? throw new UsageException($"'{Path.GetFileName(settings.PosePath)}' takes crops of people; give a person detector with --detector FILE, or install one, as with 'livepose models install rtmdet-nano'.");
                detector = LoadOne(path, ModelKind.Detector, options with { MaxBatch = 1 }, logger);
            }
            else if (settings.DetectorPath is not null)
            {
                logger.LogInformation("'{Pose}' takes whole images; the person detector is not used.", Path.GetFileName(settings.PosePath));
            }

            string id = pose.Descriptor.Keypoints ?? "";
            KeypointSet keypoints = KeypointSets.Find(id)
                ?? throw new InvalidDataException($"'{settings.PosePath}' names the keypoint set '{id}', which is unknown; known are {string.Join(", ", KeypointSets.All.Select(s => s.Id))}.");
            return new TrackingNetworks(detector, pose, keypoints);
        }
        catch
        {
            detector?.Dispose();
            pose.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Detector?.Dispose();
        Pose.Dispose();
    }

    private static Network LoadOne(string path, ModelKind kind, NetworkOptions options, ILogger logger)
    {
        Network network = Network.Load(path, options, logger);
        if (network.Descriptor.Kind != kind)
        {
            ModelKind found = network.Descriptor.Kind;
            network.Dispose();
            throw new UsageException($"'{path}' is a {found.ToString().ToLowerInvariant()}, but --{kind.ToString().ToLowerInvariant()} was given it; see 'livepose models inspect {path}'.");
        }

        return network;
    }
}
