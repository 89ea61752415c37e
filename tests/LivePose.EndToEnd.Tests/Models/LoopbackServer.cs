using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>A web server on this machine with one file, that misbehaves as a test wants; it knows Range and If-Range.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public LoopbackServer(byte[] content)
    {
        Content = content;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/sdk/");
        _loop = Task.Run(ServeAsync);
    }

    /// <summary>Folder in which every name is the file.</summary>
    public Uri Address { get; }

    /// <summary>The file.</summary>
    public byte[] Content { get; set; }

    /// <summary>Lines that name its version; empty for a server that tells none.</summary>
    public string Version { get; set; } = "ETag: \"v1\"";

    /// <summary>Answer with this and no file.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>Close the connection after so many bytes of the body.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>Send nothing after so many bytes of the body, and keep the connection.</summary>
    public int SilentAfter { get; set; } = int.MaxValue;

    /// <summary>Send the whole file whatever is asked.</summary>
    public bool IgnoresRanges { get; set; }

    /// <summary>Bytes by which the answer to a range begins too late.</summary>
    public int RangeError { get; set; }

    /// <summary>Heads of all requests so far.</summary>
    public List<string> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, as some tests make it, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        string request = await ReadHeadAsync(stream);
        lock (Requests)
        {
            Requests.Add(request);
        }

        byte[] body = Body(request, out string head);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{(Version.Length > 0 ? Version + "\r\n" : "")}\r\n"), _stop.Token);
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, Math.Min(CutAfter, SilentAfter))), _stop.Token);
        if (SilentAfter < body.Length)
        {
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token); // until the client gives up
        }
    }

    private byte[] Body(string request, out string head)
    {
        if (Status is { } status)
        {
            head = $"{(int)status} {status}";
            return [];
        }

        bool same = Field(request, "If-Range") is not { } version || Version.EndsWith(version, StringComparison.Ordinal);
        if (IgnoresRanges || !same || Field(request, "Range") is not { } range)
        {
            head = "200 OK";
            return Content;
        }

        int from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) + RangeError;
        if (from >= Content.Length)
        {
            head = $"416 Range Not Satisfiable\r\nContent-Range: bytes */{Content.Length}";
            return [];
        }

        head = $"206 Partial Content\r\nContent-Range: bytes {from}-{Content.Length - 1}/{Content.Length}";
        return Content[from..];
    }

    /// <summary>A header field of a request; null when it has none.</summary>
    public static string? Field(string request, string name) => request.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
