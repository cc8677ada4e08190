using Akka.Actor;
using Compliance.Stores;
using Akka.Persistence;

namespace Compliance.Persistence;

public abstract class RecoverySuite(TestStore store) : PersistenceSuite(store)
{
    [StoreFact]
    public async Task Commands_sent_during_recovery_are_handled_after_it_in_order()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        await talker.Ask<Talker.Done>(new Talker.SayAll("old"), Patience);
        await StopAsync(talker);

        var again = Start(id);
        again.Tell(new Talker.Say("new"));
        again.Tell(new Talker.Say("newer"));

        await ExpectMsgAsync(new Talker.Recovered(1), Patience);
        await ExpectMsgAsync(new Talker.Done("new", 2), Patience);
        await ExpectMsgAsync(new Talker.Done("newer", 3), Patience);
        (await HeardBy(again)).ShouldBe(["old", "new", "newer"]);
    }

    [StoreFact]
    public async Task A_long_history_is_recovered_whole()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        var texts = Enumerable.Range(1, 3_000).Select(i => $"{i}").ToArray();
        talker.Tell(new Talker.SayAll(texts));
        for (var i = 1; i <= texts.Length; i++) await ExpectMsgAsync<Talker.Done>(Patience);

        var again = await Restarted(talker, id);

        await ExpectMsgAsync(new Talker.Recovered(3_000), Patience);
        (await HeardBy(again)).ShouldBe(texts);
    }

    [StoreFact]
    public async Task Recovery_can_be_bounded_and_the_next_event_still_has_the_next_number()
    {
        var id = NewId();
        await Fill(id, "a", "b", "c");
        var bounded = Sys.ActorOf(Props.Create(() => new Bounded(id, new Recovery(SnapshotSelectionCriteria.Latest, 2), TestActor)));
        (await ExpectMsgAsync<string>(Patience)).ShouldBe("a,b up to 3");
        await StopAsync(bounded);
        bounded = Sys.ActorOf(Props.Create(() => new Bounded(id, new Recovery(SnapshotSelectionCriteria.Latest, long.MaxValue, 1), TestActor)));
        (await ExpectMsgAsync<string>(Patience)).ShouldBe("a up to 3");
        await StopAsync(bounded);
        Sys.ActorOf(Props.Create(() => new Bounded(id, Recovery.None, TestActor)));
        (await ExpectMsgAsync<string>(Patience)).ShouldBe(" up to 3");
    }

    [StoreFact]
    public async Task A_handler_that_fails_during_recovery_stops_the_actor()
    {
        var id = NewId();
        await Fill(id, "a", "poison", "c");
        var bounded = Sys.ActorOf(Props.Create(() => new Bounded(id, Recovery.Default, TestActor)));
        await WatchAsync(bounded);
        (await ExpectMsgAsync<string>(Patience)).ShouldBe("failed at Said { Text = poison }");
        await ExpectTerminatedAsync(bounded, Patience);
    }

    [StoreFact]
    public async Task Deleted_events_are_gone_and_their_numbers_are_not_given_again()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("a", "b", "c"));
        for (var i = 1; i <= 3; i++) await ExpectMsgAsync<Talker.Done>(Patience);
        talker.Tell(new Talker.Forget(2));
        (await ExpectMsgAsync<DeleteMessagesSuccess>(Patience)).ToSequenceNr.ShouldBe(2);
        talker = await Restarted(talker, id);
        await ExpectMsgAsync(new Talker.Recovered(3), Patience);
        (await HeardBy(talker)).ShouldBe(["c"]);

        talker.Tell(new Talker.Forget(3));
        await ExpectMsgAsync<DeleteMessagesSuccess>(Patience);
        talker = await Restarted(talker, id);
        await ExpectMsgAsync(new Talker.Recovered(3), Patience);
        talker.Tell(new Talker.Say("d"));
        await ExpectMsgAsync(new Talker.Done("d", 4), Patience);
        (await HeardBy(await Restarted(talker, id))).ShouldBe(["d"]);
    }

    [StoreFact]
    public async Task Many_actors_recover_at_once()
    {
        var ids = Enumerable.Range(0, 300).Select(_ => NewId()).ToArray();
        var talkers = ids.Select(id => Start(id, ActorRefs.Nobody)).ToArray();
        await Task.WhenAll(talkers.Zip(ids, (talker, id) => talker.Ask<Talker.Done>(new Talker.Say(id), Patience)));
        await Task.WhenAll(talkers.Select(talker => talker.GracefulStop(Patience)));
        var heard = await Task.WhenAll(ids.Select(id => HeardBy(Start(id, ActorRefs.Nobody))));
        heard.Select(h => h.Single()).ShouldBe(ids);
    }

    private async Task Fill(string id, params string[] texts)
    {
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll(texts));
        foreach (var _ in texts) await ExpectMsgAsync<Talker.Done>(Patience);
        await StopAsync(talker);
    }

    private sealed class Bounded : UntypedPersistentActor
    {
        private readonly IActorRef _observer;
        private readonly List<string> _seen = [];

        public Bounded(string id, Recovery recovery, IActorRef observer) => (PersistenceId, Recovery, _observer) = (id, recovery, observer);

        public override string PersistenceId { get; }

        public override Recovery Recovery { get; }

        protected override void OnCommand(object message) => Unhandled(message);

        protected override void OnRecover(object message)
        {
            if (message is Said { Text: "poison" }) throw new InvalidOperationException("poison");
            if (message is Said said) _seen.Add(said.Text);
            if (message is RecoveryCompleted) _observer.Tell($"{string.Join(',', _seen)} up to {LastSequenceNr}");
        }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _observer.Tell($"failed at {message}");
    }
}

public abstract class SqlRecoverySuite(SqlStore store) : RecoverySuite(store)
{
    [StoreFact]
    public async Task An_event_that_cannot_be_read_stops_the_actor_and_the_reason_names_its_manifest()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        await talker.Ask<Talker.Done>(new Talker.Say("a"), Patience);
        await StopAsync(talker);
        store.Execute($"UPDATE journal SET manifest = 'said-v9' WHERE persistence_id = '{id}'");

        var again = Start(id);
        await WatchAsync(again);

        (await ExpectMsgAsync<Talker.NotRecovered>(Patience)).Reason.ShouldContain("said-v9");
        await ExpectTerminatedAsync(again, Patience);
    }
}

public sealed class Recovery_in_memory() : RecoverySuite(new InMemoryStore());

public sealed class Recovery_in_Sqlite() : SqlRecoverySuite(new SqliteStore());

[OnPostgres]
public sealed class Recovery_in_Postgres() : SqlRecoverySuite(new PostgresStore());
