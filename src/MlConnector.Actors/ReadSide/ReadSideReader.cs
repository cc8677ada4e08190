using System.Globalization;
using Dapper;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.ReadSide;

/// <summary>Lists, counts and who is connected.</summary>
public sealed class ReadSideReader(ReadStore store, ReadSideProgress progress, TimeProvider time)
{
    /// <summary>Notes a realm before its first event, so that it is woken whatever happens next. False where it was noted.</summary>
    public async Task<bool> RegisterAsync(RealmId realm, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return await connection.ExecuteAsync(
            "INSERT INTO realm (realm_id, sequence_number) VALUES (@realm, 0) ON CONFLICT (realm_id) DO NOTHING", new { realm = realm.Value }) > 0;
    }

    public async Task<IReadOnlyList<RealmId>> RealmsAsync(CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return [.. (await connection.QueryAsync<string>("SELECT realm_id FROM realm ORDER BY realm_id")).Select(RealmId.Parse)];
    }

    /// <summary>Ends once the read side shows everything up to an event of the realm.</summary>
    public async Task ReachedAsync(RealmId realm, long sequenceNr, CancellationToken ct)
    {
        while (true)
        {
            var move = progress.NextMove;
            await using (var connection = await store.OpenAsync(ct))
            {
                var reached = await connection.QuerySingleOrDefaultAsync<long>(
                    "SELECT sequence_number FROM realm WHERE realm_id = @realm", new { realm = realm.Value });
                if (reached >= sequenceNr) return;
            }
            // another node may be the one that moves it: look again after a while in any case
            await Task.WhenAny(move, Task.Delay(TimeSpan.FromMilliseconds(500), time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    public async Task<IReadOnlyDictionary<EntityStatus, int>> CountsAsync(RealmId realm, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Status, long Number)>(
            "SELECT status, COUNT(*) FROM entity WHERE realm_id = @realm GROUP BY status", new { realm = realm.Value });
        return rows.ToDictionary(r => Enum.Parse<EntityStatus>(r.Status), r => (int)r.Number);
    }

    public async Task<int> ServiceNowCallsAsync(RealmId realm, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return (int)await connection.QuerySingleOrDefaultAsync<long>(
            "SELECT calls FROM service_now_calls WHERE realm_id = @realm AND month = @month",
            new { realm = realm.Value, month = ServiceNowCalls.Month(time.GetUtcNow()) });
    }

    /// <summary>A page of those that wait, oldest first, and where the next one begins; at the end that is 0 again.</summary>
    public async Task<(IReadOnlyList<EntityId> Entities, long Next)> PendingAsync(RealmId realm, long after, int limit, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        var rows = (await connection.QueryAsync<(string Type, string Id, long Change)>(
            "SELECT type, id, change FROM entity WHERE realm_id = @realm AND status = 'Pending' AND change > @after ORDER BY change LIMIT @limit",
            new { realm = realm.Value, after, limit })).ToList();
        return ([.. rows.Select(r => new EntityId(realm, Enum.Parse<EntityType>(r.Type), r.Id))], rows.Count == limit ? rows[^1].Change : 0);
    }

    /// <summary>A page of the ids that are not known as gone, in the order of the store.</summary>
    public async Task<IReadOnlyList<string>> PresentAsync(RealmId realm, EntityType type, string after, int limit, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return [.. await connection.QueryAsync<string>(
            "SELECT id FROM entity WHERE realm_id = @realm AND type = @type AND id > @after AND status <> 'Removed' ORDER BY id LIMIT @limit",
            new { realm = realm.Value, type = type.ToString(), after, limit })];
    }

    public async Task<EntityPage> PageAsync(RealmId realm, EntityQuery query, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        var filters = new DynamicParameters(new { realm = realm.Value, limit = query.Limit });
        var where = "realm_id = @realm";
        if (query.Type is { } type) Filter("type = @type", "type", type.ToString());
        if (query.Status is { } status) Filter("status = @status", "status", status.ToString());
        if (query.After is { } after) Filter("change < @after", "after", long.Parse(after, CultureInfo.InvariantCulture));
        var rows = (await connection.QueryAsync<Row>($"{Select} WHERE {where} ORDER BY change DESC LIMIT @limit", filters)).ToList();
        return new EntityPage(
            [.. rows.Select(r => r.ToEntity(realm))],
            rows.Count == query.Limit ? rows[^1].Change.ToString(CultureInfo.InvariantCulture) : null);

        void Filter(string condition, string name, object value)
        {
            where += " AND " + condition;
            filters.Add(name, value);
        }
    }

    /// <summary>How those of a type stand that are asked for.</summary>
    public async Task<IReadOnlyDictionary<EntityId, EntityRow>> FindAsync(RealmId realm, EntityType type, IReadOnlySet<EntityId> wanted, CancellationToken ct)
    {
        var found = new Dictionary<EntityId, EntityRow>();
        await using var connection = await store.OpenAsync(ct);
        await foreach (var row in connection.QueryUnbufferedAsync<Row>($"{Select} WHERE realm_id = @realm AND type = @type", new { realm = realm.Value, type = type.ToString() }).WithCancellation(ct))
        {
            if (row.ToEntity(realm) is var entity && wanted.Contains(entity.Id)) found[entity.Id] = entity;
        }
        return found;
    }

    /// <summary>All that match a replay's filters.</summary>
    public async Task<IReadOnlyList<EntityId>> MatchAsync(RealmId realm, ReplayFilter filter, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>($"{Select} WHERE realm_id = @realm ORDER BY change", new { realm = realm.Value });
        return [.. rows.Select(r => r.ToEntity(realm)).Where(Matches).Select(r => r.Id)];

        bool Matches(EntityRow row) =>
            (filter.Types is null || filter.Types.Contains(row.Id.Type))
            && (filter.Ids is null || filter.Ids.Contains(row.Id.Id))
            && (filter.States is null || filter.States.Contains(row.Status))
            && (filter.From is null || row.ChangedAt >= filter.From)
            && (filter.To is null || row.ChangedAt < filter.To);
    }

    private const string Select = """
        SELECT type AS Type, id AS Id, status AS Status, reason_code AS ReasonCode, reason_text AS ReasonText, reason_next_step AS ReasonNextStep,
            sync_token AS SyncToken, source_updated_at AS SourceUpdatedAt, changed_at AS ChangedAt, change AS Change FROM entity
        """;

    private sealed class Row
    {
        public string Type { get; init; } = "";
        public string Id { get; init; } = "";
        public string Status { get; init; } = "";
        public string? ReasonCode { get; init; }
        public string? ReasonText { get; init; }
        public string? ReasonNextStep { get; init; }
        public long SyncToken { get; init; }
        public long? SourceUpdatedAt { get; init; }
        public long ChangedAt { get; init; }
        public long Change { get; init; }

        public EntityRow ToEntity(RealmId realm) => new(
            new EntityId(realm, Enum.Parse<EntityType>(Type), Id),
            Enum.Parse<EntityStatus>(Status),
            ReasonCode is null ? null : new Reason(ReasonCode, ReasonText!, ReasonNextStep!),
            SyncToken,
            SourceUpdatedAt is { } updated ? new DateTimeOffset(updated, TimeSpan.Zero) : null,
            new DateTimeOffset(ChangedAt, TimeSpan.Zero));
    }
}
