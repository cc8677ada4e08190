using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.ReadSide;

/// <summary>What each event does to the rows of the read side. Called in the order of the journal, each event once.</summary>
internal static class EntityRows
{
    private const string Accepted = """
        INSERT INTO entity (realm_id, type, id, status, number, sync_token, source_updated_at, changed_at, change)
        VALUES (@realm, @type, @id, 'Pending', 1, @syncToken, @updatedAt, @at, @change)
        ON CONFLICT (realm_id, type, id) DO UPDATE SET
            status = 'Pending', reason_code = NULL, reason_text = NULL, reason_next_step = NULL, number = entity.number + 1,
            sync_token = excluded.sync_token, source_updated_at = excluded.source_updated_at, changed_at = excluded.changed_at, change = excluded.change
        """;

    private const string Seen = """
        UPDATE entity SET sync_token = @syncToken, source_updated_at = @updatedAt WHERE realm_id = @realm AND type = @type AND id = @id
        """;

    // the end of an older revision's writing leaves the newer one pending
    private const string Settled = """
        UPDATE entity SET status = @status, reason_code = @code, reason_text = @text, reason_next_step = @nextStep, changed_at = @at, change = @change
        WHERE realm_id = @realm AND type = @type AND id = @id AND number = @number
        """;

    private const string Replayed = """
        UPDATE entity SET status = 'Pending', reason_code = NULL, reason_text = NULL, reason_next_step = NULL, changed_at = @at, change = @change
        WHERE realm_id = @realm AND type = @type AND id = @id
        """;

    private const string Mapped = """
        UPDATE entity SET status = 'Pending', reason_code = NULL, reason_text = NULL, reason_next_step = NULL, number = number + 1, changed_at = @at, change = @change
        WHERE realm_id = @realm AND type = @type AND id = @id
        """;

    public static Task ApplyAsync(ReadSideBatch batch, EntityId entity, IEntityEvent e, long change)
    {
        return e switch
        {
            RevisionAccepted a => Run(Accepted, ("@syncToken", a.Revision.SyncToken), ("@updatedAt", a.Revision.UpdatedAt.UtcTicks), ("@at", At()), ("@change", change)),
            RevisionSeen s => Run(Seen, ("@syncToken", s.SyncToken), ("@updatedAt", s.UpdatedAt.UtcTicks)),
            RecordStaged s => Settle(EntityStatus.Staged, s.Number, null),
            RecordRemoved r => Settle(EntityStatus.Removed, r.Number, null),
            RecordParked p => Settle(EntityStatus.Parked, p.Number, p.Reason),
            RecordIgnored i => Settle(EntityStatus.Ignored, i.Number, i.Reason),
            WriteDeferred d => Settle(EntityStatus.Pending, d.Number, d.Reason),
            ReplayRequested => Run(Replayed, ("@at", At()), ("@change", change)),
            SupplierMapped or SupplierUnmapped => Run(Mapped, ("@at", At()), ("@change", change)),
            _ => Task.CompletedTask,
        };

        long At() => e.At.UtcTicks;

        Task Settle(EntityStatus status, long number, Reason? reason) => Run(
            Settled, ("@status", status.ToString()), ("@number", number), ("@code", reason?.Code), ("@text", reason?.Text), ("@nextStep", reason?.NextStep),
            ("@at", At()), ("@change", change));

        Task Run(string sql, params ReadOnlySpan<(string, object?)> values) =>
            batch.RunAsync(sql, [("@realm", entity.Realm.Value), ("@type", entity.Type.ToString()), ("@id", entity.Id), .. values]);
    }
}
