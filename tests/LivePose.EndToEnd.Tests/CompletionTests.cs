using LivePose.App;

namespace LivePose.EndToEnd.Tests;

public class CompletionTests
{
    [Fact]
    public async Task TheFirstErrorInTimeIsTheOneReported()
    {
        TaskCompletionSource late = new(), early = new();
        Task all = Completion.OfAsync(late.Task, early.Task);
        early.SetException(new InvalidDataException("cause"));
        await Task.Yield();
        Assert.False(all.IsCompleted);
        late.SetException(new IOException("consequence"));
        Assert.Equal("cause", (await Assert.ThrowsAsync<InvalidDataException>(() => all)).Message);
    }
}
