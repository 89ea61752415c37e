using System.Globalization;
using System.Net;

namespace LivePose.App.Models;

/// <summary>One sentence for each way in which a download fails.</summary>
internal static class DownloadFault
{
    private const string Mirror = "or name a mirror with --source";

    /// <summary>No answer came.</summary>
    public static IOException Unreachable(Uri address, HttpRequestException cause) => new(
        cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError =>
                $"The name '{address.Host}' cannot be resolved, so nothing was downloaded; connect this machine to the network, {Mirror}.",
            HttpRequestError.ConnectionError =>
                $"There is no connection to '{address.Authority}' ({Cause(cause)}); check network, proxy and firewall, {Mirror}.",
            HttpRequestError.SecureConnectionError =>
                $"There is no secure connection to '{address.Authority}' ({Cause(cause)}); check clock, proxy and certificates of this machine, {Mirror}.",
            _ => $"'{address.Authority}' did not answer as a web server does ({Cause(cause)}); try again later, {Mirror}.",
        },
        cause);

    /// <summary>The answer is an error.</summary>
    public static IOException Refused(Uri address, HttpStatusCode status) => new(status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone =>
            $"{address} is not there ({Code(status)}), so the release was moved or the mirror lacks it; look whether there is a newer LivePose, {Mirror}.",
        _ => $"'{address.Authority}' answered {Code(status)} ({status}) for {address}; try again later, {Mirror}.",
    });

    /// <summary>The answer came only in part.</summary>
    /// <param name="name">What was downloaded.</param>
    /// <param name="amount">How much of it is here, in words.</param>
    /// <param name="reason">What ended it, in words.</param>
    /// <param name="cause">What ended it; null when the server ended it in an orderly way.</param>
    public static IOException Cut(string name, string amount, string reason, Exception? cause = null) => new(
        $"The download of '{name}' ended after {amount} ({reason}); run 'livepose models install {name}' again, which goes on from there.", cause);

    /// <summary>Nothing comes for too long.</summary>
    public static IOException Silent(string name, string amount, TimeSpan patience, Exception cause) =>
        Cut(name, amount, string.Create(CultureInfo.InvariantCulture, $"nothing came for {patience.TotalSeconds:0.#} s"), cause);

    private static string Code(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static string Cause(Exception fault) => Sentence.Innermost(fault.InnerException ?? fault).Message.ReplaceLineEndings(" ").TrimEnd('.');
}
