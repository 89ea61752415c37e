namespace LivePose.Core.Tests;

public class FrameTests
{
    private static readonly FrameLayout Layout = new(MaxPeople: 3, KeypointCount: 2);

    [Fact]
    public void ReturnedBatchComesBackEmpty()
    {
        FramePool pool = new(1, 2, Layout);
        FrameBatch batch = pool.Rent(TestContext.Current.CancellationToken);
        batch.Next.Resize(4, 3);
        batch.Next.TryAdd(Person.Detected(new Box(0, 0, 1, 1), 1));
        batch.Commit();
        batch.Return();

        FrameBatch again = pool.Rent(TestContext.Current.CancellationToken);
        Assert.Same(batch, again);
        Assert.Equal(0, again.Count);
        Assert.Equal(0, again.Next.PeopleCount);
    }

    [Fact]
    public void SecondReturnThrows()
    {
        FramePool pool = new(1, 1, Layout);
        FrameBatch batch = pool.Rent(TestContext.Current.CancellationToken);
        batch.Return();
        Assert.Throws<InvalidOperationException>(batch.Return);
        Assert.Equal(1, pool.FreeCount);
    }

    [Fact]
    public async Task EmptyPoolRefusesToTryAndWaitsToRent()
    {
        FramePool pool = new(1, 1, Layout);
        FrameBatch only = pool.Rent(TestContext.Current.CancellationToken);
        Assert.False(pool.TryRent(out _));
        using CancellationTokenSource cancel = new(20);
        Assert.ThrowsAny<OperationCanceledException>(() => pool.Rent(cancel.Token));

        Task<FrameBatch> waiting = Task.Run(() => pool.Rent(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        only.Return();
        Assert.Same(only, await waiting);
    }

    [Fact]
    public void UncommittedFrameDoesNotCount()
    {
        FrameBatch batch = new FramePool(1, 1, Layout).Rent(TestContext.Current.CancellationToken);
        batch.Next.Resize(2, 2);
        Assert.Equal(0, batch.Count);
        batch.Commit();
        Assert.Equal(1, batch.Count);
        Assert.Throws<InvalidOperationException>(() => batch.Next);
    }

    [Fact]
    public void SmallerPictureReusesTheMemory()
    {
        Frame frame = new FramePool(1, 1, Layout).Rent(TestContext.Current.CancellationToken).Next;
        frame.Resize(100, 100).Span.Fill(7);
        Memory<byte> small = frame.Resize(10, 5);
        Assert.Equal(150, small.Length);
        Assert.Equal(7, frame.Image.Row(4)[29]);
        Assert.Equal(30, frame.Image.Stride);
    }

    [Fact]
    public void RemovingAPersonKeepsTheOthersAndTheirKeypoints()
    {
        Frame frame = new FramePool(1, 1, Layout).Rent(TestContext.Current.CancellationToken).Next;
        for (int i = 0; i < 3; i++)
        {
            Assert.True(frame.TryAdd(Person.Detected(new Box(i, 0, 1, 1), 1)));
            frame.Keypoints(i).Fill(new Keypoint(i, i, 1, 1));
        }

        Assert.False(frame.TryAdd(Person.Detected(default, 1)));
        frame.RemovePerson(1);
        Assert.Equal(2, frame.PeopleCount);
        Assert.Equal(2, frame.People[1].Box.X);
        Assert.Equal(new Keypoint(2, 2, 1, 1), frame.Keypoints(1)[1]);

        Assert.True(frame.TryAdd(Person.Detected(default, 1)));
        Assert.Equal(default, frame.Keypoints(2)[0]);
    }

    [Fact]
    public void ImageViewRefusesTooFewBytes() =>
        Assert.Throws<ArgumentException>(() => new BgrImage(new byte[10], 2, 2, 6));
}
