using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary><c>livepose live</c> on a stream, on a file, and interrupted.</summary>
public sealed class LiveTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Json => _folder.File("live.jsonl");

    private string Video => _folder.File("live.mp4");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AStreamIsRecordedForTheTimeAsked()
    {
        (Process server, string address) = await ServeAsync();
        using (server)
        {
            try
            {
                CliResult result = await Cli.RunAsync(["live", "--source", address, "--seconds", "2", "--json", Json, "--record", Video, "--detect-every", "1", .. networks.Options]);
                Assert.True(result.Code == ExitCode.Done, result.Error);
                Assert.Matches(@"frame age p50 \d+\.\d ms, p99 \d+\.\d ms", result.Output);
                Check(address);
            }
            finally
            {
                server.Kill();
            }
        }
    }

    [Fact]
    public async Task AnInterruptedStreamLeavesFinishedFiles()
    {
        (Process server, string address) = await ServeAsync();
        using (server)
        {
            try
            {
                using CancellationTokenSource interrupt = new();
                Task<CliResult> run = Cli.InterruptibleAsync(["live", "--source", address, "--json", Json, "--record", Video, "--detect-every", "1", .. networks.Options], interrupt.Token);
                await PoseLog.WaitAsync(Json, 5, () => run.IsCompleted);
                await interrupt.CancelAsync();
                CliResult result = await run;
                Assert.True(result.Code == ExitCode.Interrupted, result.Error);
                Check(address);
            }
            finally
            {
                server.Kill();
            }
        }
    }

    [Fact]
    public async Task AFileIsASourceToo()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 30);
        CliResult result = await Cli.RunAsync(["live", "--source", clip, "--json", Json, .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Contains("clip.mp4: 30 frames, ", result.Output, StringComparison.Ordinal);
        Assert.Equal(30, PoseLog.Read(Json).Lines.Count);
    }

    [Fact]
    public async Task AnInterruptedBatchLeavesFinishedFiles()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 50, times: 60), lines = _folder.File("out", "clip.poses.jsonl");
        using CancellationTokenSource interrupt = new();
        Task<CliResult> run = Cli.InterruptibleAsync(["video", clip, clip, "-o", _folder.File("out"), "--formats", "jsonl,coco,csv,video", .. networks.Options], interrupt.Token);
        await PoseLog.WaitAsync(lines, 10, () => run.IsCompleted);
        await interrupt.CancelAsync();
        CliResult result = await run;
        Assert.True(result.Code == ExitCode.Interrupted, result.Error);
        int frames = PoseLog.Read(lines).Lines.Count;
        Assert.InRange(frames, 10, 2999);
        Assert.Equal(frames, Ffmpeg.Frames(_folder.File("out", "clip.mp4")));
        Assert.False(File.Exists(_folder.File("out", "clip-2.poses.jsonl")));
    }

    private void Check(string address)
    {
        PoseLog log = PoseLog.Read(Json);
        Assert.Equal((address, 64, 48), (log.Header.Source, log.Header.Width, log.Header.Height));
        Assert.True(log.Lines.Count >= 5, $"{log.Lines.Count} frames");
        Assert.All(log.Lines, line => Assert.Equal(2, line.People.Count));
        Assert.Equal(2, log.Lines.SelectMany(line => line.People).DistinctBy(person => person.Id).Count());
        Assert.Equal(log.Lines.Count, Ffmpeg.Frames(Video));
    }

    /// <summary>A camera's stand-in on the loopback interface, ready when this returns.</summary>
    private static async Task<(Process Server, string Address)> ServeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc to see when the server listens.");
        int port;
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/live.ts");
        Process server = Ffmpeg.Start($"-re -f lavfi -i testsrc=s=64x48:r=30 -c:v mpeg2video -g 5 -b:v 1M -f mpegts -listen 1 {address}");
        string listening = string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000:0000 0A");
        while (!(await File.ReadAllTextAsync("/proc/net/tcp", TestContext.Current.CancellationToken)).Contains(listening, StringComparison.Ordinal))
        {
            Assert.False(server.HasExited, "The server could not be started.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return (server, address);
    }
}
