using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sources;

public class NetworkSourceTests
{
    private static readonly SourceOptions Options = new()
    {
        FirstRetryDelay = TimeSpan.FromMilliseconds(100),
        LongestRetryDelay = TimeSpan.FromMilliseconds(200),
        OpenTimeout = TimeSpan.FromSeconds(20),
        ReadTimeout = TimeSpan.FromSeconds(5),
    };

    [Fact]
    public void AStreamOverHttpComesBackAfterItsServerDied()
    {
        int port = FreePort();
        LogList log = new();
        Process server = Serve(port);
        try
        {
            using IFrameSource source = OpenPatiently($"http://127.0.0.1:{port}/live.ts", log);
            Assert.Equal((160, 120), (source.Info.Width, source.Info.Height));
            Frame frame = FramePools.NewFrame();
            for (int i = 0; i < 3; i++)
            {
                Assert.True(source.TryRead(frame));
            }

            Kill(server);
            server = Serve(port);
            long lost = frame.Stamp.Index;
            while (!log.Lines.Any(line => line.Text.Contains("is back", StringComparison.Ordinal)))
            {
                Assert.True(source.TryRead(frame));
            }

            Assert.True(frame.Stamp.Index >= lost);
            Assert.Contains(log.Warnings, w => w.Contains("Lost http://127.0.0.1", StringComparison.Ordinal));
        }
        finally
        {
            Kill(server);
        }
    }

    [Fact]
    public void ARefusedConnectionIsOneSentenceWithoutThePassword()
    {
        string address = $"http://user:secret@127.0.0.1:{FreePort()}/live";
        IOException error = Assert.Throws<IOException>(() => FrameSource.Open(address, Options, NullLogger.Instance));
        Assert.Contains("http://127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AServerThatSaysNothingTimesOut()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        SourceOptions brief = Options with { OpenTimeout = TimeSpan.FromMilliseconds(500) };
        Assert.Throws<IOException>(() => FrameSource.Open($"tcp://127.0.0.1:{port}", brief, NullLogger.Instance));
    }

    [Theory]
    [InlineData("gopher://host/x")]
    [InlineData("://")]
    public void AnUnknownKindOfAddressIsRefused(string address) =>
        Assert.Throws<ArgumentException>(() => FrameSource.Open(address, new SourceOptions(), NullLogger.Instance));

    [Theory]
    [InlineData("rtsp://user:p@ss@host:554/a@b", "rtsp://host:554/a@b")]
    [InlineData("http://host/x?mail=a@b", "http://host/x?mail=a@b")]
    [InlineData("http://host?mail=a@b", "http://host?mail=a@b")]
    [InlineData("udp://@:1234", "udp://:1234")]
    public void PasswordsAreLeftOut(string address, string expected) => Assert.Equal(expected, NetworkSource.WithoutPassword(address));

    private static Process Serve(int port) => Ffmpeg.Start(
        $"-re -f lavfi -i testsrc=s=160x120:r=30 -c:v mpeg2video -g 5 -b:v 1M -f mpegts -listen 1 http://127.0.0.1:{port}/live.ts");

    /// <summary>The server needs a moment until it listens.</summary>
    private static IFrameSource OpenPatiently(string address, LogList log)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return FrameSource.Open(address, Options, log);
            }
            catch (IOException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                Thread.Sleep(100);
            }
        }
    }

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
