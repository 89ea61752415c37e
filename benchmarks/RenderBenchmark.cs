using System.Numerics;
using BenchmarkDotNet.Attributes;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.Benchmarks;

/// <summary>One frame from video bytes in to picture bytes out, without a window: upload, bodies with skeletons and text, read-back.</summary>
/// <remarks>Needs EGL. LIBGL_ALWAYS_SOFTWARE=1 measures Mesa's llvmpipe on a machine with a graphics card.</remarks>
[MemoryDiagnoser]
public class RenderBenchmark
{
    private readonly BodyList _bodies = new();
    private readonly View _view = new();
    private readonly List<BodyMesh> _meshes = [];
    private EglContext _context = null!;
    private SceneRenderer _renderer = null!;
    private FrameReadback _readback = null!;
    private BodyTopology _topology = null!;
    private PoseMarks _pose = null!;
    private byte[] _video = [];
    private byte[] _picture = [];

    /// <summary>Rows of the video and of the picture; 16:9.</summary>
    [Params(720, 1080)]
    public int Height { get; set; }

    /// <summary>People in the frame.</summary>
    [Params(0, 1, 5)]
    public int People { get; set; }

    private int Width => Height * 16 / 9;

    [GlobalSetup]
    public void Setup()
    {
        _context = new EglContext();
        _renderer = new SceneRenderer(_context.Gl, Width, Height);
        _readback = new FrameReadback(_context.Gl, 3);
        _video = new byte[3 * Width * Height];
        new Random(1).NextBytes(_video);
        _picture = new byte[_video.Length];
        BodyModel model = BuiltInBody.Model;
        _topology = new BodyTopology(
            _context.Gl, model.Faces, model.JointCount, model.Weights.RowStart, model.Weights.Columns, model.Weights.Values, model.Template);
        Vector3[] rest = [.. Enumerable.Range(0, model.VertexCount).Select(v =>
            new Vector3((float)model.Template[3 * v], (float)model.Template[(3 * v) + 1], (float)model.Template[(3 * v) + 2]))];
        for (int i = 0; i < People; i++)
        {
            _meshes.Add(new BodyMesh(_context.Gl, _topology));
            _meshes[i].SetRest(rest);
        }

        _pose = new PoseMarks(KeypointSets.Coco17, new PoseStyle());
        _view.Pane = new Pane(0, 0, Width, Height);
        FrameFit fit = FrameFit.Letterbox(Width, Height, _view.Pane);
        CameraIntrinsics lens = new(Width, Width, (Width - 1) / 2f, (Height - 1) / 2f);
        (_view.Video, _view.Camera, _view.Bodies) = (fit, SceneCamera.Overlay(lens, fit), true);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _readback.Dispose();
        _renderer.Dispose();
        _meshes.ForEach(mesh => mesh.Dispose());
        _topology.Dispose();
        _context.Dispose();
    }

    /// <summary>The video alone, uploaded and read back: the floor of every other number.</summary>
    [Benchmark(Baseline = true)]
    public byte VideoOnly()
    {
        _bodies.Clear();
        _view.Marks.Clear();
        return Finish();
    }

    /// <summary>The whole picture.</summary>
    [Benchmark]
    public byte Frame()
    {
        _bodies.Clear();
        _view.Marks.Clear();
        Span<AffineTransform> bones = stackalloc AffineTransform[_topology.JointCount];
        Span<Keypoint> keypoints = stackalloc Keypoint[17];
        for (int i = 0; i < People; i++)
        {
            Vector3 at = new((i - ((People - 1) / 2f)) * 0.7f, 0, 4);
            bones.Fill(AffineTransform.Bone(Vector3.UnitX, -Vector3.UnitY, -Vector3.UnitZ, Vector3.Zero, at));
            TrackId id = new(i + 1);
            _bodies.TryAdd(_meshes[i], bones, PersonColor.Of(id) with { W = 0.85f });
            Vector2 middle = _view.Camera.Intrinsics.Project(at);
            for (int k = 0; k < keypoints.Length; k++)
            {
                keypoints[k] = new Keypoint(middle.X + (6 * k) - 48, middle.Y + (10 * k) - 80, 0.9f, 1);
            }

            Person person = new(id, Box.FromCenter(middle.X, middle.Y, Height / 4f, Height / 2f), 1, 0.9f);
            _pose.Add(_view.Marks, person, keypoints, _view.Video!.Value, _view.Pane.UnitPixels);
        }

        _view.Marks.Label("30.0 fps  41 ms  cpu", new Vector2(10, 10), 12 * _view.Pane.UnitPixels, Vector4.One, new Vector4(0, 0, 0, 0.7f));
        return Finish();
    }

    private byte Finish()
    {
        _renderer.LoadVideo(new BgrImage(_video, Width, Height, 3 * Width));
        _renderer.Render([_view], _bodies);
        if (_readback.IsFull)
        {
            _readback.Read(_picture);
        }

        _readback.Enqueue(_renderer.Target);
        return _picture[0];
    }
}
