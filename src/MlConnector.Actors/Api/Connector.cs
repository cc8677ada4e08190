using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using MlConnector.Actors.Entities;
using MlConnector.Actors.ReadSide;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Reconciliation;
using MlConnector.Actors.Sharding;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors;

/// <summary>Asks the actors and the read side.</summary>
internal sealed partial class Connector(
    ActorSystem system, IReadOnlyActorRegistry registry, ReadSideReader readSide, AuthorizationStates authorizations, ConnectionChecks checks, Reconciler reconciler, TimeProvider time) : IConnector
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int ReplaysAtOnce = 64;

    // Intuit waits for three seconds, and comes again
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromSeconds(2.5);

    private readonly Regions _regions = new(registry);

    public async Task<bool> SaveAsync(
        RealmId realm, ConnectionSettings settings, SealedSecret? serviceNowSecret, SealedSecret? refreshToken, bool force, CancellationToken ct)
    {
        // noted first: a realm with an event is then always one that is woken
        await readSide.RegisterAsync(realm, ct);
        return (await AskRealm<Saved>(new SaveConnection(realm, settings, serviceNowSecret, refreshToken, force), ct)).Created;
    }

    public async Task<ConnectionView?> GetAsync(RealmId realm, CancellationToken ct)
    {
        var view = await AskRealm<RealmView>(new GetRealm(realm), ct);
        if (!view.State.Exists) return null;
        return new ConnectionView(
            realm, view.State, view.NextPollAt, await readSide.CountsAsync(realm, ct), await readSide.ServiceNowCallsAsync(realm, ct), view.Pace);
    }

    public async Task<IReadOnlyList<ConnectionView>> ListAsync(CancellationToken ct)
    {
        var views = new List<ConnectionView>();
        foreach (var realm in await readSide.RealmsAsync(ct))
        {
            if (await GetAsync(realm, ct) is { } view) views.Add(view);
        }
        return views;
    }

    public Task<bool> UseOnceAsync(AuthorizationRequest request, CancellationToken ct) => authorizations.UseAsync(request, ct);

    public async Task<AuthorizationReply> AuthorizeAsync(RealmId realm, string code, string redirectUrl, CancellationToken ct)
    {
        await readSide.RegisterAsync(realm, ct);
        return await AskRealm<AuthorizationReply>(new Authorize(realm, code, redirectUrl), ct);
    }

    public Task<CommandReply> RemoveAsync(RealmId realm, CancellationToken ct) => AskRealm<CommandReply>(new RemoveConnection(realm), ct);

    public async Task<NotifyReply> NotifyAsync(IReadOnlyDictionary<RealmId, IReadOnlyList<Notice>> notices, CancellationToken ct)
    {
        var replies = await Task.WhenAll(notices.Select(n => AskRealm<Notified>(new Notify(n.Key, n.Value), WebhookPatience, ct)));
        var counts = notices.Values.Zip(replies, (told, reply) => (Told: told.Count, reply.Fresh, reply.Connected)).ToList();
        return new NotifyReply(
            counts.Sum(c => c.Fresh), counts.Where(c => c.Connected).Sum(c => c.Told - c.Fresh), counts.Where(c => !c.Connected).Sum(c => c.Told));
    }

    public Task<CommandReply> PauseAsync(RealmId realm, CancellationToken ct) => AskRealm<CommandReply>(new SetPaused(realm, true), ct);

    public Task<CommandReply> ResumeAsync(RealmId realm, CancellationToken ct) => AskRealm<CommandReply>(new SetPaused(realm, false), ct);

    public async Task<PollReply> PollAsync(RealmId realm, TimeSpan? wait, CancellationToken ct)
    {
        if (wait is not { } patience)
        {
            var begun = await AskRealm<PollBegun>(new PollNow(realm, false), ct);
            return new PollReply(begun.Reply.Outcome, false, null, begun.Reply.Detail);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            switch (await _regions.Realms.Ask<object>(new PollNow(realm, true), patience, limit.Token))
            {
                case PollBegun refused:
                    return new PollReply(refused.Reply.Outcome, false, null, refused.Reply.Detail);
                case PollEnded ended:
                    await readSide.ReachedAsync(realm, ended.SequenceNr, limit.Token);
                    return new PollReply(CommandOutcome.Done, true, ended.Poll);
                case var other:
                    throw new InvalidOperationException($"A realm answered a poll with {other}.");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or AskTimeoutException && !ct.IsCancellationRequested)
        {
            return new PollReply(CommandOutcome.Done, false, null);
        }
    }

    public async Task<PingReport?> PingAsync(RealmId realm, CancellationToken ct) =>
        await StateAsync(realm, ct) is { Settings: { } settings, Removed: false } state
            ? new PingReport(settings.Name, await checks.RunAsync(realm, settings.ServiceNow, state.ServiceNowSecret, ct))
            : null;

    public async Task<ReconcileReply?> ReconcileAsync(RealmId realm, CancellationToken ct) =>
        await StateAsync(realm, ct) is { Settings: not null, Removed: false } state ? await reconciler.RunAsync(realm, state, ct) : null;

    public async Task<EntityPage?> EntitiesAsync(RealmId realm, EntityQuery query, CancellationToken ct) =>
        await StateAsync(realm, ct) is { Exists: true } ? await readSide.PageAsync(realm, query, ct) : null;

    public async Task<EntityDetail?> EntityAsync(EntityId id, CancellationToken ct)
    {
        var history = await PersistenceQuery.Get(system).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier)
            .CurrentEventsByPersistenceId(id.PersistenceId, 0, long.MaxValue)
            .Select(e => (IEntityEvent)e.Event)
            .RunWith(Sink.Seq<IEntityEvent>(), system.Materializer());
        return history.Count == 0 ? null : new EntityDetail(id, history.Aggregate(EntityState.Empty, (state, e) => state.Apply(e)), history);
    }

    public async Task<ReplayReply?> ReplayAsync(RealmId realm, ReplayFilter filter, CancellationToken ct)
    {
        if (await StateAsync(realm, ct) is not { Settings: { } settings, Removed: false } state) return null;
        var matched = await readSide.MatchAsync(realm, filter, ct);
        var replayId = $"{time.GetUtcNow():yyyyMMddHHmmss}-{Guid.NewGuid().ToString("N")[..8]}";
        if (!filter.DryRun)
        {
            var target = WriteTarget.Of(state);
            // what is said to be replayed is in the journals: a node that ends now forgets none of it
            await Parallel.ForEachAsync(
                matched,
                new ParallelOptions { MaxDegreeOfParallelism = ReplaysAtOnce, CancellationToken = ct },
                async (id, stop) => await ReplayAsync(new Replay(id, replayId, filter.Reason, target), stop));
        }
        return new ReplayReply(replayId, matched.Count);
    }

    private async Task ReplayAsync(Replay replay, CancellationToken ct)
    {
        try
        {
            await _regions.Entities.Ask<Taken>(replay, Patience, ct);
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"{replay.Entity} gave no answer within {Patience.TotalSeconds:0.#} s. Replay again: what is under way already is not begun twice.", e);
        }
    }

    private async Task<RealmState> StateAsync(RealmId realm, CancellationToken ct) => (await AskRealm<RealmView>(new GetRealm(realm), ct)).State;

    private Task<T> AskRealm<T>(IForRealm message, CancellationToken ct) => AskRealm<T>(message, Patience, ct);

    private async Task<T> AskRealm<T>(IForRealm message, TimeSpan patience, CancellationToken ct)
    {
        try
        {
            return await _regions.Realms.Ask<T>(message, patience, ct);
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"Realm {message.Realm} gave no answer within {patience.TotalSeconds:0.#} s. Try again; if it stays, see the log and /health/ready.", e);
        }
    }
}
