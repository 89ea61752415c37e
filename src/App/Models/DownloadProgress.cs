using System.Globalization;

namespace LivePose.App.Models;

/// <summary>How far a download is; written by the download, read by the display.</summary>
/// <param name="name">What is downloaded.</param>
/// <param name="clock">Measures the rate.</param>
internal sealed class DownloadProgress(string name, TimeProvider clock)
{
    private const double Mega = 1e6;

    private long _started = clock.GetTimestamp();
    private long _before;
    private long _received;
    private long _total;

    /// <summary>Bytes that are here, with those of earlier runs.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Notes where this run begins.</summary>
    /// <param name="before">Bytes of earlier runs.</param>
    /// <param name="total">Size of the whole; null when the server does not say it.</param>
    public void Begin(long before, long? total)
    {
        _started = clock.GetTimestamp();
        _before = before;
        _total = total ?? 0;
        Volatile.Write(ref _received, before);
    }

    /// <summary>Notes bytes that have come.</summary>
    public void Add(int bytes) => Volatile.Write(ref _received, _received + bytes);

    /// <summary>Megabytes here, of all where known.</summary>
    public string Amount() => _total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Received / Mega:F1} of {_total / Mega:F1} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{Received / Mega:F1} MB");

    /// <summary>One line: name, amount, rate and the time left where it is known.</summary>
    public string Line()
    {
        double seconds = clock.GetElapsedTime(_started).TotalSeconds;
        double rate = seconds > 0 ? (Received - _before) / seconds : 0;
        string left = _total > 0 && rate > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Min((_total - Received) / rate, 86_399)):hh\\:mm\\:ss} left")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {Amount()}, {rate / Mega:F1} MB/s{left}");
    }
}
