using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using LivePose.Testing;

namespace LivePose.Fitting.Tests;

/// <summary>A real motion seen by four calibrated cameras: 2D keypoints with confidence, and markers triangulated from them.</summary>
/// <remarks>Pose2Sim's demo (BSD-3), shared/reference/pose2sim; the marker file's X, Y, Z are the world's Z, X, Y.</remarks>
internal sealed partial class ReferenceMotion
{
    /// <summary>Marker order of the 3D file, as keypoint names.</summary>
    private static readonly string[] MarkerNames =
    [
        "right_hip", "right_knee", "right_ankle", "right_big_toe", "right_small_toe", "right_heel", "left_hip", "left_knee", "left_ankle",
        "left_big_toe", "left_small_toe", "left_heel", "upper_neck", "head_top", "nose", "right_shoulder", "right_elbow", "right_wrist",
        "left_shoulder", "left_elbow", "left_wrist",
    ];

    private readonly Vector3D[][] _world;
    private readonly (PinholeCamera Camera, Matrix3 Rotation, Vector3D Translation)[] _views;

    private ReferenceMotion(Vector3D[][] world, (PinholeCamera, Matrix3, Vector3D)[] views, Keypoint[][][] keypoints)
    {
        _world = world;
        _views = views;
        Keypoints = keypoints;
    }

    public const double FramesPerSecond = 60;

    public static KeypointSet Set => TestKeypointSets.Body25B;

    /// <summary>Markers as indices of the keypoint set.</summary>
    public static int[] Markers { get; } = [.. MarkerNames.Select(TestKeypointSets.Body25B.IndexOf)];

    public int ViewCount => _views.Length;

    public int FrameCount => _world.Length;

    /// <summary>Keypoints of the person by view and frame.</summary>
    public Keypoint[][][] Keypoints { get; }

    public PinholeCamera Camera(int view) => _views[view].Camera;

    /// <summary>The true markers in a camera's frame, metres.</summary>
    public Vector3D[] Truth(int view, int frame) =>
        [.. _world[frame].Select(p => (_views[view].Rotation * p) + _views[view].Translation)];

    public static ReferenceMotion Load()
    {
        Vector3D[][] world = ReadMarkers(SharedData.Path("reference", "pose2sim", "pose2sim_single_3d.trc"));
        var views = ReadViews(SharedData.Path("reference", "pose2sim", "pose2sim_calib.toml"));
        using FileStream file = File.OpenRead(SharedData.Path("reference", "pose2sim", "pose2sim_single_pose2d.json.gz"));
        using GZipStream zip = new(file, CompressionMode.Decompress);
        using JsonDocument json = JsonDocument.Parse(zip);
        Keypoint[][][] keypoints = [.. json.RootElement.EnumerateObject().Select(view =>
            (Keypoint[][])[.. view.Value.EnumerateArray().Select(frame => Largest(frame))])];
        return new ReferenceMotion(world, views, keypoints);
    }

    /// <summary>Area of the person from the box around its keypoints.</summary>
    public static double Area(Keypoint[] keypoints)
    {
        Keypoint[] seen = [.. keypoints.Where(k => k.Confidence > 0.1)];
        return seen.Length == 0 ? 0 : PersonArea.ShareOfBox * 1.2 * (seen.Max(k => k.X) - seen.Min(k => k.X)) * 1.2 * (seen.Max(k => k.Y) - seen.Min(k => k.Y));
    }

    /// <summary>The person who fills most of the picture; the bystander is farther away.</summary>
    private static Keypoint[] Largest(JsonElement people)
    {
        Keypoint[][] all = [.. people.EnumerateArray().Select(p =>
        {
            float[] v = [.. p.EnumerateArray().Select(x => x.GetSingle())];
            return (Keypoint[])[.. Enumerable.Range(0, v.Length / 3).Select(k => new Keypoint(v[3 * k], v[(3 * k) + 1], v[(3 * k) + 2], 1))];
        })];
        return all.MaxBy(Area) ?? new Keypoint[Set.Count];
    }

    private static Vector3D[][] ReadMarkers(string path) =>
        [.. File.ReadLines(path).Skip(5).Where(line => line.Length > 0).Select(line =>
        {
            double[] v = [.. line.Split('\t', StringSplitOptions.RemoveEmptyEntries).Select(x => double.Parse(x, CultureInfo.InvariantCulture))];
            return (Vector3D[])[.. Enumerable.Range(0, MarkerNames.Length).Select(m => new Vector3D(v[4 + (3 * m)], v[2 + (3 * m)], v[3 + (3 * m)]))];
        })];

    private static (PinholeCamera, Matrix3, Vector3D)[] ReadViews(string path)
    {
        string[] sections = File.ReadAllText(path).Split("[cam_")[1..];
        return [.. sections.Select(section =>
        {
            double[] m = Numbers(section, "matrix"), r = Numbers(section, "rotation"), t = Numbers(section, "translation");
            return (new PinholeCamera(m[0], m[4], m[2], m[5]), Rotation.Exp(new Vector3D(r[0], r[1], r[2])), new Vector3D(t[0], t[1], t[2]));
        })];
    }

    private static double[] Numbers(string section, string key)
    {
        string line = section.Split('\n').First(l => l.StartsWith(key, StringComparison.Ordinal));
        return [.. Number().Matches(line[key.Length..]).Select(x => double.Parse(x.Value, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"-?\d+\.?\d*(?:[eE][-+]?\d+)?")]
    private static partial Regex Number();
}
