using System.Net.Mime;
using System.Text;
using MlConnector.Actors;
using MlConnector.Domain.Checks;
using MlConnector.Node.Http;
using QueryString = MlConnector.Node.Http.QueryString;

namespace MlConnector.Node.Ping;

internal sealed class PingEndpoint(IConnector connector)
{
    // the first is what whoever asks for nothing gets, and of two that are asked for alike
    private static readonly string[] Offered = [MediaTypeNames.Application.Json, MediaTypeNames.Text.Plain, MediaTypeNames.Text.Html];

    public async Task<IResult> PingAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        request.Query.RefuseUnknown();
        if (await connector.PingAsync(QueryString.Realm(realmId), ct) is not { } report) return Problems.NotConnected(realmId);
        return Preferred(request) switch
        {
            MediaTypeNames.Text.Plain => TypedResults.Text(PingText.Of(report), MediaTypeNames.Text.Plain, Encoding.UTF8),
            MediaTypeNames.Text.Html => PingPage.Of(report),
            _ => TypedResults.Ok(new PingAnswer(report.Ok, report.Checks)),
        };
    }

    // what is asked for by name only: a star is content with JSON
    private static string Preferred(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return Offered.MaxBy(type => accept.FirstOrDefault(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : 0)!;
    }
}

internal sealed record PingAnswer(bool Ok, IReadOnlyList<Check> Checks);
