using Akka.Actor;
using Compliance.Stores;

namespace Compliance.Persistence;

public abstract class PersistingSuite(TestStore store) : PersistenceSuite(store)
{
    [StoreFact]
    public async Task Events_are_recovered_in_the_order_in_which_they_were_persisted()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        for (var i = 1; i <= 100; i++) talker.Tell(new Talker.Say($"{i}"));
        for (var i = 1; i <= 100; i++) await ExpectMsgAsync(new Talker.Done($"{i}", i), Patience);

        var again = await Restarted(talker, id);

        await ExpectMsgAsync(new Talker.Recovered(100), Patience);
        (await HeardBy(again)).ShouldBe(Enumerable.Range(1, 100).Select(i => $"{i}"));
    }

    [StoreFact]
    public async Task Commands_wait_while_a_Persist_is_under_way()
    {
        var talker = Start(NewId());
        talker.Tell(new Talker.Say("first"));
        (await HeardBy(talker)).ShouldBe(["first"]);
    }

    [StoreFact]
    public async Task Events_of_one_PersistAll_are_handled_one_by_one_and_recovered_together()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("a", "b", "c"));
        await ExpectMsgAsync(new Talker.Done("a", 1), Patience);
        await ExpectMsgAsync(new Talker.Done("b", 2), Patience);
        await ExpectMsgAsync(new Talker.Done("c", 3), Patience);

        (await HeardBy(await Restarted(talker, id))).ShouldBe(["a", "b", "c"]);
    }

    [StoreFact]
    public async Task An_empty_PersistAll_calls_no_handler_and_holds_nothing_up()
    {
        var talker = Start(NewId());
        talker.Tell(new Talker.SayAll());
        (await HeardBy(talker)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task What_an_asynchronous_handler_persists_is_stored_when_it_ends()
    {
        var id = NewId();
        var when = new TaskCompletionSource();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayLater("late", when.Task));
        talker.Tell(new Talker.Say("next"));
        when.SetResult();
        await ExpectMsgAsync(new Talker.Done("late", 1), Patience);
        await ExpectMsgAsync(new Talker.Done("next", 2), Patience);
    }

    [StoreFact]
    public async Task An_event_persisted_by_a_handler_that_then_fails_is_stored()
    {
        var talker = Start(NewId());
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAndFail("kept"));
        await ExpectMsgAsync(new Talker.Recovered(1), Patience);
        (await HeardBy(talker)).ShouldBe(["kept"]);
    }

    [StoreFact]
    public async Task Stashed_commands_come_back_before_later_ones_and_in_order()
    {
        var talker = Start(NewId());
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        var first = new Talker.Hold("word");
        talker.Tell(first);
        talker.Tell(new Talker.Hold("word"));
        talker.Tell(new Talker.Say("word"));
        talker.Tell(new Talker.Release());
        talker.Tell(new Talker.Say("later"));
        await ExpectMsgAsync(new Talker.Done("word", 1), Patience);
        (await ExpectMsgAsync<Talker.Hold>(Patience)).ShouldBeSameAs(first);
        await ExpectMsgAsync<Talker.Hold>(Patience);
        await ExpectMsgAsync(new Talker.Done("later", 2), Patience);
    }

    [StoreFact]
    public async Task The_sender_of_a_command_is_the_sender_in_its_handler()
    {
        var talker = Start(NewId());
        var answer = await talker.Ask<Talker.Done>(new Talker.Say("asked"), Patience);
        answer.Text.ShouldBe("asked");
    }

    [StoreFact]
    public async Task Many_actors_write_at_once_and_each_has_its_own_events()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => NewId()).ToArray();
        var talkers = ids.Select(id => Start(id, ActorRefs.Nobody)).ToArray();
        await Task.WhenAll(talkers.SelectMany((talker, n) => Enumerable.Range(1, 5).Select(i => talker.Ask<Talker.Done>(new Talker.Say($"{n}:{i}"), Patience))));
        for (var n = 0; n < talkers.Length; n += 50)
        {
            await StopAsync(talkers[n]);
            (await HeardBy(Start(ids[n], ActorRefs.Nobody))).ShouldBe(Enumerable.Range(1, 5).Select(i => $"{n}:{i}"), ignoreOrder: true);
        }
    }
}

/// <summary>What only a store of bytes can refuse.</summary>
public abstract class SqlPersistingSuite(SqlStore store) : PersistingSuite(store)
{
    [StoreFact]
    public async Task An_event_that_cannot_be_serialized_is_rejected_with_its_batch_and_the_actor_goes_on()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayTheUnspeakable());
        await ExpectMsgAsync<Talker.Rejected>(m => m.Event is Said, Patience);
        await ExpectMsgAsync<Talker.Rejected>(m => m.Event is Unspeakable, Patience);
        talker.Tell(new Talker.Say("and on"));
        await ExpectMsgAsync(new Talker.Done("and on", 3), Patience);

        (await HeardBy(await Restarted(talker, id))).ShouldBe(["and on"]);
    }

    [StoreFact]
    public async Task A_failed_write_stops_the_actor()
    {
        var id = NewId();
        var first = Start(id);
        var second = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        await WatchAsync(second);
        await first.Ask<Talker.Done>(new Talker.Say("mine"), Patience);

        second.Tell(new Talker.Say("mine too"));

        await ExpectMsgAsync(new Talker.Failed(new Said("mine too"), 1), Patience);
        await ExpectTerminatedAsync(second, Patience);
        (await HeardBy(first)).ShouldBe(["mine"]);
    }
}

public sealed class Persisting_in_Sqlite() : SqlPersistingSuite(new SqliteStore());

[OnPostgres]
public sealed class Persisting_in_Postgres() : SqlPersistingSuite(new PostgresStore());
