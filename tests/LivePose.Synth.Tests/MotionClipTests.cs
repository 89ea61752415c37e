using System.Text.Json;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Synth.Clips;
using LivePose.Synth.Effects;
using LivePose.Synth.People;
using LivePose.Testing;
using OpenCvSharp;

namespace LivePose.Synth.Tests;

public sealed class MotionClipTests(MotionClipTests.Clip clip) : IClassFixture<MotionClipTests.Clip>
{
    private static readonly BodySkeleton Skeleton = BuiltInBody.Model.ToSkeleton();

    /// <summary>The keypoints that are joints: their truth follows from pose and shape alone.</summary>
    private static readonly (int Keypoint, int Joint)[] Limbs =
    [
        (7, BodyJoint.LeftElbow), (8, BodyJoint.RightElbow), (9, BodyJoint.LeftWrist), (10, BodyJoint.RightWrist), (13, BodyJoint.LeftKnee),
        (14, BodyJoint.RightKnee), (15, BodyJoint.LeftAnkle), (16, BodyJoint.RightAnkle),
    ];

    [Fact]
    public void The_video_has_every_frame()
    {
        using VideoCapture video = new(Path.Combine(clip.Folder, ClipWriter.VideoName));
        using Mat frame = new();
        int frames = 0;
        while (video.Read(frame))
        {
            frames++;
            Assert.Equal((clip.Settings.Width, clip.Settings.Height), (frame.Width, frame.Height));
        }

        Assert.Equal(clip.Settings.FrameCount, frames);
        Assert.Equal(clip.Settings.FrameCount, clip.Coco.GetProperty("images").GetArrayLength());
        Assert.Equal(clip.Settings.FrameCount, clip.Truth.Count);
    }

    /// <summary>Pose, shape and place through the fitter's kinematics and a projection written here give the annotated pixels.</summary>
    [Fact]
    public void Annotations_agree_with_an_independent_projection()
    {
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        BodyParameters body = new(Skeleton.ShapeCount);
        Dictionary<int, JsonElement> annotations = clip.Coco.GetProperty("annotations").EnumerateArray().ToDictionary(a => a.GetProperty("id").GetInt32());
        int compared = 0;
        foreach (JsonElement line in clip.Truth)
        {
            double[] focal = Doubles(line.GetProperty("camera").GetProperty("focal")), center = Doubles(line.GetProperty("camera").GetProperty("center"));
            foreach (JsonElement person in line.GetProperty("people").EnumerateArray())
            {
                body.SetPose(Doubles(person.GetProperty("pose")));
                Doubles(person.GetProperty("betas")).CopyTo(body.Betas, 0);
                double[] trans = Doubles(person.GetProperty("trans")), joints = Doubles(person.GetProperty("joints"));
                body.Translation = new Vector3D(trans[0], trans[1], trans[2]);
                kinematics.Update(body);
                JsonElement annotation = annotations[person.GetProperty("annotation_id").GetInt32()];
                Assert.Equal(person.GetProperty("track_id").GetInt32(), annotation.GetProperty("track_id").GetInt32());
                double[] keypoints = Doubles(annotation.GetProperty("keypoints"));
                foreach ((int k, int j) in Limbs)
                {
                    Vector3D p = kinematics.Joints[j];
                    MotionChecks.AssertNear(new Vector3D(joints[3 * j], joints[(3 * j) + 1], joints[(3 * j) + 2]), p, 2e-4);
                    if (keypoints[(3 * k) + 2] > 0)
                    {
                        Assert.Equal((focal[0] * p.X / p.Z) + center[0], keypoints[3 * k], 0.05);
                        Assert.Equal((focal[1] * p.Y / p.Z) + center[1], keypoints[(3 * k) + 1], 0.05);
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 300, $"only {compared} keypoints were compared");
    }

    [Fact]
    public void A_track_stays_with_a_person()
    {
        Dictionary<int, double[]> shapes = [];
        foreach (JsonElement person in clip.Truth.SelectMany(line => line.GetProperty("people").EnumerateArray()))
        {
            double[] betas = Doubles(person.GetProperty("betas"));
            int track = person.GetProperty("track_id").GetInt32();
            Assert.Equal(shapes.TryAdd(track, betas) ? betas : shapes[track], betas);
        }

        Assert.Equal([1, 2], shapes.Keys.Order());
        Assert.NotEqual(shapes[1], shapes[2]);
    }

    [Fact]
    public void Two_people_cross_and_one_hides_the_other()
    {
        bool overlap = false, hidden = false;
        double[] first = new double[clip.Truth.Count], second = new double[clip.Truth.Count];
        foreach (JsonElement line in clip.Truth)
        {
            int frame = line.GetProperty("frame").GetInt32();
            JsonElement[] people = [.. clip.Coco.GetProperty("annotations").EnumerateArray().Where(a => a.GetProperty("image_id").GetInt32() == frame + 1)];
            hidden |= people.Any(a => Doubles(a.GetProperty("keypoints")).Where((_, i) => i % 3 == 2).Count(v => v == 1) >= 4);
            if (people.Length == 2)
            {
                double[] a = Doubles(people[0].GetProperty("bbox")), b = Doubles(people[1].GetProperty("bbox"));
                overlap |= a[0] < b[0] + b[2] && b[0] < a[0] + a[2];
                (first[frame], second[frame]) = (a[0] + (a[2] / 2), b[0] + (b[2] / 2));
            }
        }

        Assert.True(overlap);
        Assert.True(hidden);
        Assert.Contains(Enumerable.Range(0, first.Length), f => first[f] > 0 && first[f] < second[f] - 10);
        Assert.Contains(Enumerable.Range(0, first.Length), f => first[f] > second[f] + 10);
    }

    [Fact]
    public void The_same_seed_gives_the_same_truth_on_any_number_of_threads_and_another_seed_another()
    {
        string parent = Directory.CreateTempSubdirectory("clip").FullName;
        try
        {
            string[][] truths = new string[3][];
            foreach ((int run, int seed, int threads) in new[] { (0, 7, 2), (1, 7, 1), (2, 8, 1) })
            {
                ClipSettings settings = clip.Settings with { Folder = Path.Combine(parent, $"{run}"), Seed = seed, Threads = threads, Seconds = 0.4, Images = run == 1 };
                ClipWriter.Write(settings, null, TestContext.Current.CancellationToken);
                truths[run] = File.ReadAllLines(Path.Combine(settings.Folder, "truth.jsonl"));
            }

            Assert.Equal(2, truths[0].Length);
            Assert.Equal(truths[0], truths[1]);
            Assert.NotEqual(truths[0], truths[2]);
            Assert.Equal(File.ReadAllBytes(Path.Combine(parent, "0", "annotations.json")), File.ReadAllBytes(Path.Combine(parent, "1", "annotations.json")));
            Assert.Equal(2, Directory.GetFiles(Path.Combine(parent, "1", "images"), "*.jpg").Length);
            Assert.False(Directory.Exists(Path.Combine(parent, "0", "images")));
        }
        finally
        {
            Directory.Delete(parent, true);
        }
    }

    [Fact]
    public void Disturbances_come_and_go_and_only_when_asked_for()
    {
        ClipSettings calm = clip.Settings with { Blur = false, Dark = false, Occluders = false }, rough = calm with { Blur = true, Dark = true, Occluders = true };
        IReadOnlyList<Figure> figures = FigureCatalogue.Load(null);
        ClipScene still = new(calm, figures, []), storm = new(rough, figures, []);
        double[] times = [.. Enumerable.Range(0, 61).Select(i => i / 10.0)];
        Assert.All(times, t => Assert.Equal(still.EffectsAt(0), still.EffectsAt(t)));
        PhotoEffects[] effects = [.. times.Select(storm.EffectsAt)];
        Assert.Equal(still.EffectsAt(0), effects[0]);
        Assert.Equal(still.EffectsAt(0), effects[^1]);
        Assert.Contains(effects, e => e.Motion >= 2 && e.Balance.Red == 1);
        Assert.Contains(effects, e => e.Balance.Red < 0.25 && e.Noise > 8 && e.Motion == 0);
        Assert.Equal(still.At(1).Props.Count + 3, storm.At(1).Props.Count);
        Assert.NotEqual(storm.At(1).Props[^1].Place, storm.At(1.1).Props[^1].Place);
        Assert.Equal(still.At(1).Camera, still.At(2).Camera);
        ClipScene held = new(calm with { MovingCamera = true }, figures, []);
        Assert.NotEqual(held.At(1).Camera, held.At(2).Camera);
    }

    [Fact]
    public void A_recorded_motion_drives_everybody()
    {
        ClipSettings settings = clip.Settings with { BvhFile = SharedData.Path("body", "mh_walk1.bvh") };
        ClipScene scene = new(settings, FigureCatalogue.Load(null), []);
        Assert.Equal(2, scene.At(0.2).People.Count);
        Assert.NotEqual(scene.At(0.2).People[0].Body.Rotations, scene.At(0.4).People[0].Body.Rotations);
    }

    [Theory]
    [InlineData(0, 30, 640, 480, 2, "A clip of 0 s cannot be made; ask for more than 0 and at most 3600.")]
    [InlineData(6, 0.5, 640, 480, 2, "0.5 frames a second cannot be made; ask for 1 to 240.")]
    [InlineData(6, 30, 641, 480, 2, "Pictures of 641x480 px cannot be made; ask for even numbers from 64 to 4096.")]
    [InlineData(6, 30, 640, 480, 9, "A clip with 9 people cannot be made; ask for 1 to 8.")]
    public void Impossible_settings_are_refused(double seconds, double rate, int width, int height, int people, string message)
    {
        ClipSettings settings = new() { Folder = "x", Seconds = seconds, FramesPerSecond = rate, Width = width, Height = height, People = people };
        Assert.Equal(message, Assert.Throws<ArgumentException>(settings.Check).Message);
    }

    [Fact]
    public void An_unknown_motion_is_refused() =>
        Assert.StartsWith(
            "There is no motion 'swim'; there are walk,", Assert.Throws<ArgumentException>(new ClipSettings { Folder = "x", Motions = ["swim"] }.Check).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_holds_something_is_left_alone() =>
        Assert.Contains(
            "is not empty", Assert.Throws<IOException>(() => ClipWriter.Write(clip.Settings, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>A small clip of two people who cross, made once.</summary>
    public sealed class Clip : IDisposable
    {
        private readonly string _parent = Directory.CreateTempSubdirectory("clips").FullName;

        public Clip()
        {
            Folder = Path.Combine(_parent, "a");
            Settings = new ClipSettings { Folder = Folder, Seed = 7, Seconds = 6, FramesPerSecond = 5, Width = 192, Height = 144, People = 2 };
            ClipWriter.Write(Settings, null, CancellationToken.None);
            Coco = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "annotations.json"))).RootElement;
            Truth = [.. File.ReadLines(Path.Combine(Folder, "truth.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        }

        public string Folder { get; }

        public ClipSettings Settings { get; }

        public JsonElement Coco { get; }

        public IReadOnlyList<JsonElement> Truth { get; }

        public void Dispose() => Directory.Delete(_parent, true);
    }
}
