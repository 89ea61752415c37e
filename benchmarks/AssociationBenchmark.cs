using BenchmarkDotNet.Attributes;
using LivePose.Pose.Track;

namespace LivePose.Benchmarks;

/// <summary>One whole <see cref="PersonTracker.Update"/> without pixels: everybody walks, nobody is lost. Target: 20,000 frames/s for 10 people.</summary>
[MemoryDiagnoser]
public class AssociationBenchmark
{
    private Frame _frame = null!;
    private PersonTracker _tracker = null!;
    private long _index;

    [Params(1, 10, 64)]
    public int People { get; set; }

    [Params("coco17", "dense133")]
    public string Keypoints { get; set; } = "coco17";

    [GlobalSetup]
    public void Setup()
    {
        KeypointSet set = Keypoints == "coco17" ? KeypointSets.Coco17 : Dense(133);
        FrameLayout layout = new(64, set.Count);
        FramePool pool = new(1, 1, layout);
        _ = pool.TryRent(out FrameBatch? batch);
        _frame = batch!.Next;
        _tracker = new PersonTracker(layout, set);
    }

    [Benchmark]
    public int Update()
    {
        Fill();
        _tracker.Update(_frame);
        return _frame.PeopleCount;
    }

    /// <summary>The cost of making the frame, to be taken off.</summary>
    [Benchmark(Baseline = true)]
    public int Fill()
    {
        _index++;
        float time = _index / 30f;
        _frame.ClearPeople();
        _frame.Stamp = new FrameStamp(_index, 0, TimeSpan.FromSeconds(_index / 30.0));
        for (int p = 0; p < People; p++)
        {
            // Rows of eight who sway; neighbours overlap.
            float x = 100 + (60 * (p % 8)) + (40 * MathF.Sin(time + p)), y = 100 + (90 * (p / 8));
            _frame.TryAdd(Person.Detected(new Box(x, y, 70, 180), 0.9f) with { Score = 0.9f });
            Span<Keypoint> pose = _frame.Keypoints(p);
            for (int k = 0; k < pose.Length; k++)
            {
                pose[k] = new Keypoint(x + (70f * k / pose.Length), y + (180f * (k * 7 % pose.Length) / pose.Length), 0.9f, 1);
            }
        }

        return _frame.PeopleCount;
    }

    private static KeypointSet Dense(int count) => new(
        "dense",
        [.. Enumerable.Range(0, count).Select(k => $"point_{k}")],
        [.. Enumerable.Repeat(0.05f, count)],
        [.. Enumerable.Range(0, count)],
        []);
}
