using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Node.Connect;
using MlConnector.Node.Connections;
using MlConnector.Node.Json;
using MlConnector.Node.Settings;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Http;

internal sealed class ConnectionEndpoints(IConnector connector, ISecretSealer sealer, TimeProvider time, QuickBooksSettings quickBooks, ProfileCatalog profiles, ConnectLink link, ILogger<ConnectionEndpoints> log)
{
    private const int MaxWaitSeconds = 600;

    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok((await connector.ListAsync(ct)).Select(view => ConnectionAnswer.From(view, quickBooks.MonthlyCallBudget, link, now)));
    }

    public async Task<IResult> GetAsync(string realmId, CancellationToken ct) => await connector.GetAsync(QueryString.Realm(realmId), ct) is { } view
        ? TypedResults.Ok(ConnectionAnswer.From(view, quickBooks.MonthlyCallBudget, link, time.GetUtcNow()))
        : Problems.NotConnected(realmId);

    public async Task<IResult> PutAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        var realm = QueryString.Realm(realmId);
        request.Query.RefuseUnknown("force");
        var force = request.Query.Flag("force");
        using var body = await JsonBody.ReadAsync(request, ct);
        var known = await connector.GetAsync(realm, ct);
        var faults = new JsonFaults();
        if (ConnectionJson.Parse(body.RootElement, known?.State.ServiceNowSecret is not null, profiles, faults) is not { } connection)
            return Problems.Invalid(faults, "connection");

        var created = await connector.SaveAsync(
            realm,
            connection.Settings,
            connection.ClientSecret is { } secret ? sealer.Seal(secret) : null,
            connection.RefreshToken is { } token ? sealer.Seal(token) : null,
            force,
            ct);
        log.ConnectionSaved(realm, connection.Settings.Name, created ? "connected" : "changed", connection.Settings.ServiceNow.Address);
        if (await connector.GetAsync(realm, ct) is not { } view) return Problems.NotConnected(realmId);
        var answer = ConnectionAnswer.From(view, quickBooks.MonthlyCallBudget, link, time.GetUtcNow());
        return created ? TypedResults.Created($"/api/connections/{realm}", answer) : TypedResults.Ok(answer);
    }

    public Task<IResult> DeleteAsync(string realmId, CancellationToken ct) => CommandAsync(realmId, connector.RemoveAsync, "removed", ct);

    public Task<IResult> PauseAsync(string realmId, CancellationToken ct) => CommandAsync(realmId, connector.PauseAsync, "paused", ct);

    public Task<IResult> ResumeAsync(string realmId, CancellationToken ct) => CommandAsync(realmId, connector.ResumeAsync, "resumed", ct);

    public async Task<IResult> PollAsync(string realmId, HttpRequest request, CancellationToken ct)
    {
        request.Query.RefuseUnknown("wait");
        TimeSpan? wait = request.Query.Number("wait", 0, MaxWaitSeconds) is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
        var reply = await connector.PollAsync(QueryString.Realm(realmId), wait, ct);
        return reply.Outcome switch
        {
            CommandOutcome.NotConnected => Problems.NotConnected(realmId),
            CommandOutcome.Refused => Problems.Of(StatusCodes.Status409Conflict, reply.Detail ?? $"Realm {realmId} cannot be polled as it is."),
            _ when reply.Settled => TypedResults.Ok(new PollAnswer(true, reply.Poll)),
            _ => TypedResults.Accepted($"/api/connections/{realmId}", new PollAnswer(false, reply.Poll)),
        };
    }

    private async Task<IResult> CommandAsync(
        string realmId, Func<RealmId, CancellationToken, Task<CommandReply>> command, string done, CancellationToken ct)
    {
        var realm = QueryString.Realm(realmId);
        var reply = await command(realm, ct);
        switch (reply.Outcome)
        {
            case CommandOutcome.NotConnected:
                return Problems.NotConnected(realmId);
            case CommandOutcome.Refused:
                return Problems.Of(StatusCodes.Status409Conflict, reply.Detail ?? $"Realm {realmId} cannot be {done} as it is.");
            default:
                log.ConnectionCommanded(realm, done);
                if (await connector.GetAsync(realm, ct) is not { } view) return Problems.NotConnected(realmId);
                var answer = ConnectionAnswer.From(view, quickBooks.MonthlyCallBudget, link, time.GetUtcNow());
                // what is only said of this command: a grant that Intuit may not have ended
                return TypedResults.Ok(reply.Detail is null ? answer : answer with { StatusReason = $"{answer.StatusReason} {reply.Detail}".Trim() });
        }
    }
}

internal sealed record PollAnswer(bool Settled, Domain.Realms.LastPoll? Poll);
