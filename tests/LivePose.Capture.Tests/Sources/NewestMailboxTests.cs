using LivePose.Capture.Sources;

namespace LivePose.Capture.Tests.Sources;

public class NewestMailboxTests
{
    [Fact]
    public void TheNewestItemWinsAndTheOthersAreCounted()
    {
        NewestMailbox<Item> mailbox = NewMailbox();
        for (int i = 1; i <= 5; i++)
        {
            Put(mailbox, i);
        }

        Assert.True(mailbox.TryTake(out Item? item));
        Assert.Equal(5, item.Number);
        Assert.Equal(4, mailbox.Dropped);
        Put(mailbox, 6);
        Assert.Equal(5, item.Number); // the reader's item is not touched while it is held
        Assert.True(mailbox.TryTake(out item));
        Assert.Equal(6, item.Number);
        Assert.Equal(4, mailbox.Dropped);
    }

    [Fact]
    public void NothingIsLostTornOrReorderedBetweenTwoThreads()
    {
        const int Count = 200_000;
        NewestMailbox<Item> mailbox = NewMailbox();
        Thread writer = new(() =>
        {
            for (int i = 1; i <= Count; i++)
            {
                Put(mailbox, i);
                if (i % 97 == 0)
                {
                    Thread.Yield();
                }
            }

            mailbox.End(null);
        });
        writer.Start();
        int taken = 0, last = 0;
        while (mailbox.TryTake(out Item? item))
        {
            Assert.True(item.Number > last, "items must not go back");
            Assert.Equal(item.Number, item.Copy);
            last = item.Number;
            taken++;
        }

        writer.Join();
        Assert.Equal(Count, last);
        Assert.Equal(Count, taken + mailbox.Dropped);
    }

    [Fact]
    public async Task StopWakesAWaitingReader()
    {
        for (int run = 0; run < 50; run++)
        {
            NewestMailbox<Item> mailbox = NewMailbox();
            Task<bool> reader = Task.Run(() => mailbox.TryTake(out _), TestContext.Current.CancellationToken);
            await Task.Yield();
            mailbox.Stop();
            Assert.False(await reader.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void AFaultComesAfterTheLastItem()
    {
        NewestMailbox<Item> mailbox = NewMailbox();
        Put(mailbox, 1);
        mailbox.End(new IOException("unplugged"));
        Assert.True(mailbox.TryTake(out _));
        Assert.Equal("unplugged", Assert.Throws<IOException>(() => mailbox.TryTake(out _)).Message);
        mailbox.Stop();
        Assert.False(mailbox.TryTake(out _));
    }

    private static NewestMailbox<Item> NewMailbox() => new(new Item(), new Item(), new Item());

    private static void Put(NewestMailbox<Item> mailbox, int number)
    {
        mailbox.Back.Number = number;
        mailbox.Back.Copy = number;
        mailbox.Publish();
    }

    private sealed class Item
    {
        public int Number { get; set; }

        public int Copy { get; set; }
    }
}
