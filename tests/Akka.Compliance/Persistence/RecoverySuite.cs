using Akka.Actor;
using Akka.Persistence;
using Compliance.Stores;

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
    public async Task A_handler_that_fails_during_recovery_stops_the_actor()
    {
        var id = NewId();
        await Fill(id, "a", "poison", "c");
        var failing = Sys.ActorOf(Props.Create(() => new Failing(id, TestActor)));
        await WatchAsync(failing);
        (await ExpectMsgAsync<string>(Patience)).ShouldBe("failed at Said { Text = poison }");
        await ExpectTerminatedAsync(failing, Patience);
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

    private sealed class Failing(string id, IActorRef observer) : UntypedPersistentActor
    {
        public override string PersistenceId => id;

        protected override void OnCommand(object message) => Unhandled(message);

        protected override void OnRecover(object message)
        {
            if (message is Said { Text: "poison" }) throw new InvalidOperationException("poison");
        }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => observer.Tell($"failed at {message}");
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

public sealed class Recovery_in_Sqlite() : SqlRecoverySuite(new SqliteStore());

[OnPostgres]
public sealed class Recovery_in_Postgres() : SqlRecoverySuite(new PostgresStore());
