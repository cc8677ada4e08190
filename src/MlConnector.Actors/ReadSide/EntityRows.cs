using System.Data.Common;
using Dapper;
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

    private const string Called = """
        INSERT INTO service_now_calls (realm_id, month, calls) VALUES (@realm, @month, @calls)
        ON CONFLICT (realm_id, month) DO UPDATE SET calls = service_now_calls.calls + excluded.calls
        """;

    public static async Task ApplyAsync(DbTransaction transaction, EntityId entity, IEntityEvent e, long change)
    {
        await (e switch
        {
            RevisionAccepted a => Run(Accepted, new { syncToken = a.Revision.SyncToken, updatedAt = a.Revision.UpdatedAt.UtcTicks }),
            RevisionSeen s => Run(Seen, new { syncToken = s.SyncToken, updatedAt = s.UpdatedAt.UtcTicks }),
            RecordStaged s => Settle(EntityStatus.Staged, s.Number, null),
            RecordRemoved r => Settle(EntityStatus.Removed, r.Number, null),
            RecordParked p => Settle(EntityStatus.Parked, p.Number, p.Reason),
            RecordIgnored i => Settle(EntityStatus.Ignored, i.Number, i.Reason),
            WriteDeferred d => Settle(EntityStatus.Pending, d.Number, d.Reason),
            ReplayRequested => Run(Replayed),
            _ => Task.CompletedTask,
        });
        var requests = e switch { RecordStaged s => s.Requests, RecordRemoved r => r.Requests, _ => 0 };
        if (requests > 0) await Run(Called, new { month = Month(e.At), calls = requests });

        Task Settle(EntityStatus status, long number, Reason? reason) =>
            Run(Settled, new { status = status.ToString(), number, code = reason?.Code, text = reason?.Text, nextStep = reason?.NextStep });

        Task Run(string sql, object? values = null)
        {
            var all = new DynamicParameters(values);
            all.AddDynamicParams(new
            {
                realm = entity.Realm.Value, type = entity.Type.ToString(), id = entity.Id, at = e.At.UtcTicks, change,
            });
            return transaction.Connection!.ExecuteAsync(sql, all, transaction);
        }
    }

    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
