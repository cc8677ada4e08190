using System.Text;
using Akka.Actor;
using Akka.Persistence;
using Compliance.Persistence;

namespace Compliance.Stores;

/// <summary>The bytes that a known event and a known snapshot leave in the tables, and the tombstone that a deletion leaves.</summary>
public abstract class RowsSuite(SqlStore store) : PersistenceSuite(store, AdapterSuite.Adapter<Scribe>("sql"))
{
    [StoreFact]
    public async Task An_event_is_stored_column_by_column()
    {
        var before = DateTime.UtcNow.Ticks;
        var talker = Start("talker-1");
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("Olá", "Tschüß"));
        await ExpectMsgAsync<Talker.Done>(Patience);
        await ExpectMsgAsync<Talker.Done>(Patience);

        var rows = store.Rows("SELECT ordering, deleted, persistence_id, sequence_number, message, manifest, identifier, created FROM journal ORDER BY ordering");

        rows.Count.ShouldBe(2);
        Values(rows[0]).ShouldBe("1 0 talker-1 1 4F4CC381 said-v1 9001");
        Values(rows[1]).ShouldBe("2 0 talker-1 2 54534348C39CC39F said-v1 9001");
        foreach (var row in rows) Convert.ToInt64(row[7]).ShouldBeInRange(before, DateTime.UtcNow.Ticks);
        store.Rows("SELECT ordering_id, tag, sequence_nr, persistence_id FROM tags ORDER BY ordering_id, tag").Select(row => string.Join(' ', row))
            .ShouldBe(["1 by-O 1 talker-1", "1 speech 1 talker-1", "2 by-T 2 talker-1", "2 speech 2 talker-1"]);
    }

    [StoreFact]
    public async Task All_events_of_a_process_bear_the_name_of_one_writer()
    {
        foreach (var id in (string[])["talker-1", "talker-2", "talker-1"])
        {
            var talker = Start(id);
            await ExpectMsgAsync<Talker.Recovered>(Patience);
            await talker.Ask<Talker.Done>(new Talker.Say("hi"), Patience);
            await StopAsync(talker);
        }

        ((string)store.Rows("SELECT DISTINCT writer_uuid FROM journal").Single()[0]!).ShouldMatch("^[0-9a-f]{32}$");
    }

    [StoreFact]
    public async Task A_snapshot_is_stored_column_by_column()
    {
        var before = DateTime.UtcNow.Ticks;
        var talker = Start("talker-1");
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        await talker.Ask<Talker.Done>(new Talker.Say("hi"), Patience);
        talker.Tell(new Talker.Keep());
        await ExpectMsgAsync<SaveSnapshotSuccess>(Patience);

        var row = store.Rows("SELECT persistence_id, sequence_number, snapshot, manifest, serializer_id, created FROM snapshot").Single();

        row[..2].ShouldBe(["talker-1", 1L]);
        ((byte[])row[2]!).ShouldBe(Encoding.UTF8.GetBytes("hi"));
        row[3].ShouldBe("transcript-v1");
        Convert.ToInt32(row[4]).ShouldBe(9001);
        Convert.ToInt64(row[5]).ShouldBeInRange(before, DateTime.UtcNow.Ticks);
    }

    [StoreFact]
    public async Task A_deletion_leaves_the_last_row_as_a_tombstone_and_no_tags_of_removed_rows()
    {
        var talker = Start("talker-1");
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("a", "b", "c"));
        for (var i = 1; i <= 3; i++) await ExpectMsgAsync<Talker.Done>(Patience);
        talker.Tell(new Talker.Forget(2));
        await ExpectMsgAsync<DeleteMessagesSuccess>(Patience);

        store.Rows("SELECT sequence_number, deleted FROM journal ORDER BY sequence_number").Select(row => $"{row[0]} {Convert.ToInt32(row[1])}").ShouldBe(["2 1", "3 0"]);
        var tagged = store.Rows("SELECT DISTINCT sequence_nr FROM tags").Select(row => Convert.ToInt64(row[0])).ToList();
        tagged.ShouldContain(3);
        tagged.ShouldNotContain(1);
    }

    private static string Values(object?[] row) =>
        $"{row[0]} {Convert.ToInt32(row[1])} {row[2]} {row[3]} {Convert.ToHexString((byte[])row[4]!)} {row[5]} {row[6]}";
}

public sealed class Rows_in_Sqlite() : RowsSuite(new SqliteStore());

[OnPostgres]
public sealed class Rows_in_Postgres() : RowsSuite(new PostgresStore());
