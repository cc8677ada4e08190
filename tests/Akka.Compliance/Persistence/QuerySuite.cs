using Akka;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Compliance.Stores;

namespace Compliance.Persistence;

public abstract class QuerySuite(SqlStore store) : PersistenceSuite(store, AdapterSuite.Adapter<Scribe>("sql"))
{
    private SqlReadJournal Journal => PersistenceQuery.Get(Sys).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier);

    private ActorMaterializer Materializer => Sys.Materializer();

    [StoreFact]
    public async Task Current_events_by_tag_come_in_the_order_of_the_journal_and_end()
    {
        await Say("a", "alpha", "beta");
        await Say("b", "gamma");
        var events = await All(Journal.CurrentEventsByTag("speech", Offset.NoOffset()));
        events.Select(Text).ShouldBe(["alpha", "beta", "gamma"]);
        events.Select(e => e.SequenceNr).ShouldBe([1, 2, 1]);
        events.Select(e => ((Sequence)e.Offset).Value).ShouldBeInOrder();
        (await All(Journal.CurrentEventsByTag("by-g", Offset.NoOffset()))).Select(Text).ShouldBe(["gamma"]);
        (await All(Journal.CurrentEventsByTag("nothing", Offset.NoOffset()))).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_query_by_tag_goes_on_after_its_offset()
    {
        await Say("a", "alpha", "beta", "gamma");
        var first = (await All(Journal.CurrentEventsByTag("speech", Offset.NoOffset())))[0];
        (await All(Journal.CurrentEventsByTag("speech", first.Offset))).Select(Text).ShouldBe(["beta", "gamma"]);
    }

    [StoreFact]
    public async Task A_live_query_by_tag_sees_what_is_written_later()
    {
        await Say("a", "alpha");
        var seen = CreateTestProbe();
        _ = Journal.EventsByTag("speech", Offset.NoOffset()).Select(Text).RunForeach(text => seen.Ref.Tell(text), Materializer);
        await seen.ExpectMsgAsync("alpha", Patience);
        await Say("b", "beta");
        await seen.ExpectMsgAsync("beta", Patience);
        await Say("c", "gamma");
        await seen.ExpectMsgAsync("gamma", Patience);
    }

    [StoreFact]
    public async Task Events_by_persistence_id_keep_to_their_bounds()
    {
        await Say("a", "1", "2", "3", "4");
        await Say("b", "other");
        (await All(Journal.CurrentEventsByPersistenceId("a", 0, long.MaxValue))).Select(Text).ShouldBe(["1", "2", "3", "4"]);
        (await All(Journal.CurrentEventsByPersistenceId("a", 2, 3))).Select(Text).ShouldBe(["2", "3"]);
        (await All(Journal.EventsByPersistenceId("a", 2, 3))).Select(e => e.SequenceNr).ShouldBe([2, 3]);
        (await All(Journal.CurrentEventsByPersistenceId("nobody", 0, long.MaxValue))).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Events_by_persistence_id_come_as_they_are_stored()
    {
        await Say("a", "loud");
        (await All(Journal.CurrentEventsByPersistenceId("a", 0, long.MaxValue))).Select(Text).ShouldBe(["LOUD"]);
    }

    [StoreFact]
    public async Task A_journal_larger_than_a_page_is_read_whole()
    {
        var texts = Enumerable.Range(1, 1_700).Select(i => $"{i}").ToArray();
        await Say("a", texts);
        (await All(Journal.CurrentEventsByTag("speech", Offset.NoOffset()))).Select(Text).ShouldBe(texts);
        (await All(Journal.CurrentEventsByPersistenceId("a", 0, long.MaxValue))).Select(Text).ShouldBe(texts);
    }

    private static string Text(EventEnvelope envelope) => ((Said)envelope.Event).Text;

    private async Task<List<EventEnvelope>> All(Source<EventEnvelope, NotUsed> source) =>
        [.. await source.RunWith(Sink.Seq<EventEnvelope>(), Materializer).WaitAsync(Patience)];

    private async Task Say(string id, params string[] texts)
    {
        var talker = Start(id);
        await ExpectMsgAsync<Talker.Recovered>(Patience);
        talker.Tell(new Talker.SayAll(texts));
        foreach (var _ in texts) await ExpectMsgAsync<Talker.Done>(Patience);
        await StopAsync(talker);
    }
}

public sealed class Queries_in_Sqlite() : QuerySuite(new SqliteStore());

[OnPostgres]
public sealed class Queries_in_Postgres() : QuerySuite(new PostgresStore());
