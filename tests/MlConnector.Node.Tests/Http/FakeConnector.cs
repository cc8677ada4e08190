using System.Collections.Concurrent;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Node.Tests.Http;

/// <summary>Connections in memory, after the domain's rules; no polls of its own.</summary>
internal sealed class FakeConnector : IConnector
{
    private readonly ConcurrentDictionary<RealmId, RealmState> _realms = new();

    public PollReply NextPoll { get; set; } = new(CommandOutcome.Done, false, null);

    public ReconcileReply? NextReconciliation { get; set; }

    public PingReport NextPing { get; set; } = new("Books", []);

    public TimeSpan? Waited { get; private set; }

    public EntityQuery? Query { get; private set; }

    public ReplayFilter? Filter { get; private set; }

    public EntityDetail? Detail { get; set; }

    public Exception? Fault { get; set; }

    public string? NotRevoked { get; set; }

    public RealmState this[string realm]
    {
        get => _realms[RealmId.Parse(realm)];
        set => _realms[RealmId.Parse(realm)] = value;
    }

    public Task<bool> SaveAsync(RealmId realm, ConnectionSettings settings, SealedSecret? serviceNowSecret, SealedSecret? refreshToken, bool force, CancellationToken ct)
    {
        var state = _realms.GetValueOrDefault(realm, RealmState.Empty);
        var created = !state.Exists || state.Removed;
        Apply(realm, RealmDecider.Save(state, settings, serviceNowSecret, refreshToken, force, DateTimeOffset.UtcNow));
        return Task.FromResult(created);
    }

    public Task<ConnectionView?> GetAsync(RealmId realm, CancellationToken ct) => Fault is null
        ? Task.FromResult(_realms.TryGetValue(realm, out var state) ? View(realm, state) : null)
        : Task.FromException<ConnectionView?>(Fault);

    public Task<IReadOnlyList<ConnectionView>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ConnectionView>>([.. _realms.Select(r => View(r.Key, r.Value))]);

    public Task<bool> UseOnceAsync(AuthorizationRequest request, CancellationToken ct) => Task.FromResult(true);

    public Task<AuthorizationReply> AuthorizeAsync(RealmId realm, string code, string redirectUrl, CancellationToken ct) =>
        Task.FromResult(new AuthorizationReply(AuthorizationOutcome.AwaitsSettings, "Acme", null));

    public Task<NotifyReply> NotifyAsync(IReadOnlyDictionary<RealmId, IReadOnlyList<Notice>> notices, CancellationToken ct) => Fault is null
        ? Task.FromResult(new NotifyReply(notices.Values.Sum(n => n.Count), 0, 0))
        : Task.FromException<NotifyReply>(Fault);

    public Task<CommandReply> RemoveAsync(RealmId realm, CancellationToken ct) => Command(realm, new ConnectionRemoved(DateTimeOffset.UtcNow), NotRevoked);

    public Task<ReconcileReply?> ReconcileAsync(RealmId realm, CancellationToken ct) => Task.FromResult(NextReconciliation);

    public Task<CommandReply> PauseAsync(RealmId realm, CancellationToken ct) => Command(realm, new ConnectionPaused(DateTimeOffset.UtcNow));

    public Task<CommandReply> ResumeAsync(RealmId realm, CancellationToken ct) => Command(realm, new ConnectionResumed(DateTimeOffset.UtcNow));

    public Task<PollReply> PollAsync(RealmId realm, TimeSpan? wait, CancellationToken ct)
    {
        Waited = wait;
        return Task.FromResult(_realms.ContainsKey(realm) ? NextPoll : new PollReply(CommandOutcome.NotConnected, false, null));
    }

    public Task<PingReport?> PingAsync(RealmId realm, CancellationToken ct) => Task.FromResult(_realms.ContainsKey(realm) ? NextPing : null);

    public Task<EntityPage?> EntitiesAsync(RealmId realm, EntityQuery query, CancellationToken ct)
    {
        Query = query;
        var row = new EntityRow(new EntityId(realm, EntityType.Bill, "25"), EntityStatus.Parked, new Reason("NoVendor", "It has no vendor.", "Name one."), 3, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        return Task.FromResult(_realms.ContainsKey(realm) ? new EntityPage([row], "41") : null);
    }

    public Task<EntityDetail?> EntityAsync(EntityId id, CancellationToken ct) => Task.FromResult(Detail);

    public Task<ReplayReply?> ReplayAsync(RealmId realm, ReplayFilter filter, CancellationToken ct)
    {
        Filter = filter;
        return Task.FromResult(_realms.ContainsKey(realm) ? new ReplayReply("r1", 3) : null);
    }

    public MappingReply NextMapping { get; set; } = new(MappingOutcome.Done);

    public SupplierChoice? Choice { get; private set; }

    public Task<MappingReply> MapSupplierAsync(EntityId vendor, SupplierChoice choice, CancellationToken ct)
    {
        Choice = choice;
        return Task.FromResult(NextMapping);
    }

    private Task<CommandReply> Command(RealmId realm, IRealmEvent e, string? detail = null)
    {
        if (!_realms.ContainsKey(realm)) return Task.FromResult(new CommandReply(CommandOutcome.NotConnected));
        Apply(realm, [e]);
        return Task.FromResult(new CommandReply(CommandOutcome.Done, detail));
    }

    private void Apply(RealmId realm, IReadOnlyList<IRealmEvent> events) =>
        _realms[realm] = events.Aggregate(_realms.GetValueOrDefault(realm, RealmState.Empty), (state, e) => state.Apply(e));

    public Reason? Pace { get; set; }

    private ConnectionView View(RealmId realm, RealmState state) =>
        new(realm, state, DateTimeOffset.UnixEpoch, new Dictionary<EntityStatus, int> { [EntityStatus.Staged] = 7 }, 12, Pace);
}

/// <summary>Seals by turning round: enough to tell sealed from open.</summary>
internal sealed class FakeSealer : ISecretSealer
{
    public SealedSecret Seal(string secret) => new(new string([.. secret.Reverse()]));

    public string Open(SealedSecret secret) => new([.. secret.Value.Reverse()]);
}
