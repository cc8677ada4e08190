using System.Globalization;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Node.Json;

namespace MlConnector.Node.Http;

internal sealed class EntityEndpoints(IConnector connector, ILogger<EntityEndpoints> log)
{
    private const int DefaultPage = 100;
    private const int MaxPage = 1000;

    public async Task<IResult> ListAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        var query = request.Query;
        query.RefuseUnknown("type", "state", "after", "limit");
        var after = query.Text("after");
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return Problems.Of(StatusCodes.Status400BadRequest, $"after is '{after}'; what a page before gave as next is allowed.");
        var page = await connector.EntitiesAsync(
            QueryString.Realm(realmId),
            new EntityQuery(query.Choice<EntityType>("type"), query.Choice<EntityStatus>("state"), after, query.Number("limit", 1, MaxPage) ?? DefaultPage),
            ct);
        return page is null ? Problems.NotConnected(realmId) : TypedResults.Ok(new EntityPageAnswer([.. page.Rows.Select(EntityRowAnswer.From)], page.Next));
    }

    public async Task<IResult> GetAsync(string realmId, string type, string id, CancellationToken ct)
    {
        if (!EntityId.IsId(id)) return Problems.Of(StatusCodes.Status400BadRequest, $"'{id}' is no id of QuickBooks.");
        var entity = new EntityId(QueryString.Realm(realmId), QueryString.Choice<EntityType>("type", type), id);
        return await connector.EntityAsync(entity, ct) is { } detail
            ? TypedResults.Ok(EntityAnswer.From(detail))
            : Problems.Of(StatusCodes.Status404NotFound, $"{entity.Type} {id} of realm {realmId} was never reported by QuickBooks. Poll, or list what is known at /api/connections/{realmId}/entities.");
    }

    public async Task<IResult> ReplayAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        var realm = QueryString.Realm(realmId);
        using var body = await JsonBody.ReadAsync(request, ct);
        var faults = new JsonFaults();
        if (ReplayJson.Parse(body.RootElement, faults) is not { } filter) return Problems.Invalid(faults, "replay");
        if (await connector.ReplayAsync(realm, filter, ct) is not { } reply) return Problems.NotConnected(realmId);
        log.Replayed(realm, reply.ReplayId, reply.Matched, filter.DryRun, filter.Reason);
        return TypedResults.Accepted((string?)null, reply);
    }
}
