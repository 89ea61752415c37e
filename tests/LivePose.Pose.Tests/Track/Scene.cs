namespace LivePose.Pose.Tests.Track;

/// <summary>What a detector and a calibrated pose network would say of simulated people, with the errors that they make.</summary>
public sealed class Scene(Walker[] walkers, int seed = 1)
{
    private static readonly float[] Sigmas = KeypointSets.Coco17.Sigmas;

    private readonly Random _random = new(seed);
    private readonly Dictionary<(float X, float Y), int> _truth = [];

    public static FrameLayout Layout { get; } = new(16, 17);

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    /// <summary>Mean confidence of a keypoint in view; the error is drawn from the variance that the confidence means.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>Standard deviation of a box's edges, heights.</summary>
    public double BoxNoise { get; init; } = 0.02;

    /// <summary>Probability that a person in view is not detected.</summary>
    public double MissRate { get; init; }

    /// <summary>False people a frame.</summary>
    public double FalseRate { get; init; }

    /// <summary>Probability that a person in view gets a weak score.</summary>
    public double WeakRate { get; init; }

    /// <summary>Whether to draw shirts; otherwise frames have no pixels.</summary>
    public bool HasPixels { get; init; }

    public int Count => walkers.Length;

    public static Frame NewFrame(FrameLayout? layout = null)
    {
        FramePool pool = new(1, 1, layout ?? Layout);
        Assert.True(pool.TryRent(out FrameBatch? batch));
        return batch.Next;
    }

    /// <summary>Index of the walker behind a person, or -1 for a false one.</summary>
    public int WalkerOf(Frame frame, int person)
    {
        Keypoint first = frame.Keypoints(person)[0];
        return _truth.GetValueOrDefault((first.X, first.Y), -1);
    }

    /// <summary>Fills a frame; the <paramref name="hidden"/> walkers are not found whatever happens.</summary>
    public void Observe(Frame frame, long index, double time, params ReadOnlySpan<int> hidden)
    {
        frame.ClearPeople();
        frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(time));
        _truth.Clear();
        if (HasPixels)
        {
            Draw(frame, time);
        }

        for (int i = 0; i < walkers.Length; i++)
        {
            double covered = Covered(i, time);
            if (IsInView(i, time) && !hidden.Contains(i) && covered < 0.6 && _random.NextDouble() >= MissRate)
            {
                Add(frame, i, time, covered > 0.3 || _random.NextDouble() < WeakRate);
            }
        }

        if (_random.NextDouble() < FalseRate)
        {
            AddFalse(frame);
        }
    }

    public bool IsInView(int walker, double time)
    {
        Box box = walkers[walker].Box(time);
        return walkers[walker].IsPresent(time) && box.Clip(Width, Height).Area > 0.5 * box.Area;
    }

    private double Covered(int walker, double time)
    {
        Box box = walkers[walker].Box(time);
        double most = 0;
        for (int j = 0; j < walkers.Length; j++)
        {
            if (walkers[j].Nearness > walkers[walker].Nearness && walkers[j].IsPresent(time))
            {
                Box other = walkers[j].Box(time);
                double width = Math.Min(box.Right, other.Right) - Math.Max(box.X, other.X);
                double height = Math.Min(box.Bottom, other.Bottom) - Math.Max(box.Y, other.Y);
                most = Math.Max(most, Math.Max(0, width) * Math.Max(0, height) / box.Area);
            }
        }

        return most;
    }

    private void Add(Frame frame, int walker, double time, bool weak)
    {
        Box box = walkers[walker].Box(time);
        double noise = BoxNoise * box.Height;
        Box seen = Box.FromCorners(
            box.X + Normal(noise), box.Y + Normal(noise), box.Right + Normal(noise), box.Bottom + Normal(noise));
        float score = weak ? 0.35f : 0.85f;
        if (!frame.TryAdd(Person.Detected(seen, score) with { Score = score }))
        {
            return;
        }

        Span<(double X, double Y)> joints = stackalloc (double, double)[17];
        walkers[walker].Pose(time, joints);
        Span<Keypoint> pose = frame.Keypoints(frame.PeopleCount - 1);
        for (int k = 0; k < joints.Length; k++)
        {
            double s = Math.Clamp((IsCovered(walker, joints[k], time) ? 0.3 : Confidence) + Normal(0.05), 0.05, 0.98);
            double sigma = Math.Sqrt(KeypointVariance.FromConfidence(s, Oks.FalloffSquared(Sigmas[k], box.Area)));
            pose[k] = new((float)joints[k].X + Normal(sigma), (float)joints[k].Y + Normal(sigma), (float)s, 1);
        }

        _truth[(pose[0].X, pose[0].Y)] = walker;
    }

    private bool IsCovered(int walker, (double X, double Y) joint, double time)
    {
        foreach (Walker other in walkers)
        {
            Box box = other.Box(time);
            if (other.Nearness > walkers[walker].Nearness && other.IsPresent(time)
                && joint.X > box.X && joint.X < box.Right && joint.Y > box.Y && joint.Y < box.Bottom)
            {
                return true;
            }
        }

        return false;
    }

    private void AddFalse(Frame frame)
    {
        float height = _random.Next(100, 300), x = _random.Next(Width), y = _random.Next(Height);
        float score = 0.3f + (0.4f * _random.NextSingle());
        if (!frame.TryAdd(Person.Detected(Box.FromCenter(x, y, height * .4f, height), score) with { Score = score }))
        {
            return;
        }

        Span<Keypoint> pose = frame.Keypoints(frame.PeopleCount - 1);
        for (int k = 0; k < pose.Length; k++)
        {
            pose[k] = new(x + Normal(.15 * height), y + Normal(.3 * height), 0.1f + (0.4f * _random.NextSingle()), 1);
        }
    }

    private void Draw(Frame frame, double time)
    {
        Span<byte> pixels = frame.Resize(Width, Height).Span;
        pixels.Fill(128);
        foreach (Walker walker in walkers.Where(w => w.IsPresent(time)).OrderBy(w => w.Nearness))
        {
            Box box = walker.Box(time).Clip(Width, Height);
            int left = 3 * (int)box.X, bytes = 3 * (int)box.Width, top = (int)box.Y;
            for (int y = top; y < (int)box.Bottom; y++)
            {
                Span<byte> row = pixels.Slice((3 * Width * y) + left, bytes);
                if (y > top)
                {
                    pixels.Slice((3 * Width * top) + left, bytes).CopyTo(row);
                    continue;
                }

                for (int x = 0; x < bytes; x += 3)
                {
                    (row[x], row[x + 1], row[x + 2]) = walker.Shirt;
                }
            }
        }
    }

    private float Normal(double deviation) =>
        (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
