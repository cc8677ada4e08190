using System.Net.Mime;
using MlConnector.Actors;
using MlConnector.Domain.Checks;

namespace MlConnector.Node.Http;

internal sealed class PingEndpoint(IConnector connector)
{
    public async Task<IResult> PingAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        request.Query.RefuseUnknown();
        if (await connector.PingAsync(QueryString.Realm(realmId), ct) is not { } report) return Problems.NotConnected(realmId);
        return PrefersText(request)
            ? TypedResults.Text(PingText.Of(report), MediaTypeNames.Text.Plain, System.Text.Encoding.UTF8)
            : TypedResults.Ok(new PingAnswer(report.Ok, report.Checks));
    }

    // JSON unless text is asked for by name and JSON not rather
    private static bool PrefersText(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return Quality(MediaTypeNames.Text.Plain) is { } text && text > 0 && !(Quality(MediaTypeNames.Application.Json) > text);

        double? Quality(string type) => accept.FirstOrDefault(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : null;
    }
}

internal sealed record PingAnswer(bool Ok, IReadOnlyList<Check> Checks);
