using System.Net;
using System.Net.Http.Headers;

namespace LivePose.App.Models;

/// <summary>Brings a file over HTTP into a part file; a later run goes on where this one ended, as long as the server's file is the same.</summary>
/// <remarks>RFC 9110, 13.1.5 and 14: <c>Range</c> asks for the rest and <c>If-Range</c> for the whole file where it was replaced meanwhile.</remarks>
/// <param name="client">Makes the requests; its own timeout must not be shorter than a download.</param>
/// <param name="patience">Longest time without a byte.</param>
internal sealed class ResumableDownload(HttpClient client, TimeSpan patience)
{
    private const int BlockBytes = 1 << 16;

    /// <summary>A client as this class wants it: no timeout over a whole download; what is on this machine is asked without a proxy.</summary>
    public static HttpClient CreateClient(Uri source)
    {
        HttpClient client = new(new SocketsHttpHandler { UseProxy = !source.IsLoopback }, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("livepose", null));
        return client;
    }

    /// <summary>Brings the file; on return the part file is complete.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="part">The part file; what names its version stands beside it in <c>PART.version</c>.</param>
    /// <param name="progress">Told of every block.</param>
    /// <param name="stop">Ends it; the part file stays.</param>
    /// <exception cref="IOException">It could not be brought whole; one sentence says why.</exception>
    public async Task FetchAsync(string name, Uri address, string part, DownloadProgress progress, CancellationToken stop)
    {
        string versionFile = part + ".version";
        string? version = File.Exists(versionFile) && File.Exists(part) ? await File.ReadAllTextAsync(versionFile, stop).ConfigureAwait(false) : null;
        long have = version is { Length: > 0 } ? new FileInfo(part).Length : 0;
        progress.Begin(have, null);
        using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using HttpResponseMessage response = await AskAsync(name, address, have, version, progress, wait, stop).ConfigureAwait(false);
        HttpContentHeaders headers = response.Content.Headers;
        if (have > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && headers.ContentRange?.Length == have)
        {
            return; // an earlier run brought the last byte
        }

        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        if (!response.IsSuccessStatusCode || (goesOn && headers.ContentRange?.From != have))
        {
            Forget(part); // so that a part that the server does not like cannot fail for ever
            throw DownloadFault.Refused(address, response.StatusCode);
        }

        long start = goesOn ? have : 0;
        using FileStream file = Open(part, start);
        Note(versionFile, response);
        long? total = headers.ContentLength + start;
        progress.Begin(start, total);
        using Stream content = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await CopyAsync(name, content, file, progress, wait, stop).ConfigureAwait(false);
        if (total is { } all && progress.Received < all)
        {
            throw DownloadFault.Cut(name, progress.Amount(), "the server ended it");
        }
    }

    /// <summary>Removes a part file whose content is of no use.</summary>
    public static void Forget(string part)
    {
        File.Delete(part);
        File.Delete(part + ".version");
    }

    private async Task<HttpResponseMessage> AskAsync(
        string name, Uri address, long have, string? version, DownloadProgress progress, CancellationTokenSource wait, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", version);
        }

        try
        {
            wait.CancelAfter(patience);
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, wait.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw DownloadFault.Unreachable(address, fault);
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw DownloadFault.Silent(name, progress.Amount(), patience, fault);
        }
    }

    private async Task CopyAsync(string name, Stream content, FileStream file, DownloadProgress progress, CancellationTokenSource wait, CancellationToken stop)
    {
        byte[] block = new byte[BlockBytes];
        while (true)
        {
            int count;
            try
            {
                wait.CancelAfter(patience);
                count = await content.ReadAsync(block, wait.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
            {
                throw DownloadFault.Silent(name, progress.Amount(), patience, fault);
            }
            catch (IOException fault)
            {
                throw DownloadFault.Cut(name, progress.Amount(), "the connection was lost", fault);
            }

            if (count == 0)
            {
                return;
            }

            try
            {
                await file.WriteAsync(block.AsMemory(0, count), stop).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                throw StoreFault.Create(file.Name, fault);
            }

            progress.Add(count);
        }
    }

    private static FileStream Open(string part, long start)
    {
        try
        {
            // No buffer: what is reported as here is in the file, also after a crash.
            FileStream file = new(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            if (start < file.Length)
            {
                file.SetLength(start);
            }

            file.Position = start;
            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Create(part, fault);
        }
    }

    /// <summary>Keeps what names the version that the part is of: a strong entity tag, else the time of change; without either no later run can go on.</summary>
    private static void Note(string versionFile, HttpResponseMessage response)
    {
        string version = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag
            : response.Content.Headers.LastModified is { } changed ? changed.ToString("r") : "";
        try
        {
            File.WriteAllText(versionFile, version);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Create(versionFile, fault);
        }
    }
}
