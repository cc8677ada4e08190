using Akka.Persistence.Query;
using Dapper;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.ReadSide;

/// <summary>Brings the read side forward by a batch of events: rows and position in one transaction, so that each counts once.</summary>
public sealed class ReadSideWriter(ReadStore store, ReadSideProgress progress)
{
    private const string Name = "connector";

    private const string Reached = """
        INSERT INTO realm (realm_id, sequence_number) VALUES (@realm, @sequenceNr)
        ON CONFLICT (realm_id) DO UPDATE SET sequence_number = excluded.sequence_number
        """;

    private const string Moved = """
        INSERT INTO projection (name, position) VALUES (@name, @position)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position
        """;

    public async Task<long> PositionAsync(CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long>("SELECT position FROM projection WHERE name = @Name", new { Name });
    }

    public async Task<int> ApplyAsync(IReadOnlyList<EventEnvelope> batch, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        using var sql = new ReadSideBatch(transaction);
        var (realms, calls, metered) = (new Dictionary<RealmId, long>(), new ServiceNowCalls(), new MeteredCalls());
        foreach (var envelope in batch)
        {
            if (envelope.Event is IEntityEvent e && EntityId.TryFromPersistenceId(envelope.PersistenceId, out var entity))
            {
                await EntityRows.ApplyAsync(sql, entity, e, Position(envelope));
                calls.Add(entity.Realm, e);
            }
            else if (RealmId.TryFromPersistenceId(envelope.PersistenceId, out var realm))
            {
                realms[realm] = envelope.SequenceNr;
                metered.Add(envelope.Event);
            }
        }
        await calls.WriteAsync(sql);
        await metered.WriteAsync(sql);
        foreach (var (realm, sequenceNr) in realms) await sql.RunAsync(Reached, ("@realm", realm.Value), ("@sequenceNr", sequenceNr));
        await sql.RunAsync(Moved, ("@name", Name), ("@position", Position(batch[^1])));
        await transaction.CommitAsync(ct);
        progress.Moved();
        return batch.Count;
    }

    private static long Position(EventEnvelope envelope) => ((Sequence)envelope.Offset).Value;
}
