namespace LivePose.Capture.Tests;

/// <summary>Frames for tests: a pool of one batch, and people with known numbers.</summary>
internal static class FramePools
{
    public static readonly FrameLayout Layout = new(MaxPeople: 8, KeypointCount: 17);

    /// <summary>One free frame that belongs to the test.</summary>
    public static Frame NewFrame()
    {
        new FramePool(1, 1, Layout).TryRent(out FrameBatch? batch);
        return batch!.Next;
    }

    /// <summary>A grey picture with a number of people whose numbers depend on index and person only.</summary>
    public static Frame Fill(Frame frame, long index, int people, int width = 64, int height = 48)
    {
        frame.ClearPeople();
        frame.Resize(width, height).Span.Fill((byte)(60 + (index % 100)));
        frame.Stamp = new FrameStamp(index, 0, TimeSpan.FromSeconds(index / 30.0));
        for (int i = 0; i < people; i++)
        {
            frame.TryAdd(new Person(new TrackId(i + 1), new Box(10.1234f + index, 5.5f, 20, 30.25f), 0.9f, 0.87654f));
            Span<Keypoint> keypoints = frame.Keypoints(i);
            for (int k = 0; k < keypoints.Length; k++)
            {
                keypoints[k] = new Keypoint(12.34567f + k + index, 7.00049f + k + i, k / 16f, 1 - (k / 32f));
            }
        }

        return frame;
    }
}
