using Akka.Actor;
using Akka.Persistence;
using Compliance.Stores;

namespace Compliance.Persistence;

public abstract class SnapshotSuite(TestStore store) : PersistenceSuite(store)
{
    [StoreFact]
    public async Task Recovery_starts_from_the_latest_snapshot_and_adds_the_events_after_it()
    {
        var (id, talker) = await WithSnapshotAt2();
        talker.Tell(new Talker.Say("c"));
        await ExpectMsgAsync(new Talker.Done("c", 3), Patience);
        await StopAsync(talker);
        talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(3), Patience);
        (await HeardBy(talker)).ShouldBe(["a", "b", "c"]);
    }

    [StoreFact]
    public async Task A_snapshot_alone_is_enough_when_all_its_events_were_deleted()
    {
        var (id, talker) = await WithSnapshotAt2();
        talker.Tell(new Talker.Forget(long.MaxValue));
        await ExpectMsgAsync<DeleteMessagesSuccess>(Patience);
        talker = await Restarted(talker, id);
        await ExpectMsgAsync(new Talker.Recovered(2), Patience);
        (await HeardBy(talker)).ShouldBe(["a", "b"]);
    }

    [StoreFact]
    public async Task Deleted_snapshots_are_not_offered()
    {
        var (id, talker) = await WithSnapshotAt2();
        talker.Tell(new Talker.ForgetSnapshots(new SnapshotSelectionCriteria(2)));
        (await ExpectMsgAsync<DeleteSnapshotsSuccess>(Patience)).Criteria.MaxSequenceNr.ShouldBe(2);
        await StopAsync(talker);
        Sys.ActorOf(Props.Create(() => new Offered(id, TestActor)));
        await ExpectMsgAsync("no snapshot", Patience);
    }

    [StoreFact]
    public async Task The_newest_snapshot_is_offered()
    {
        var (id, talker) = await WithSnapshotAt2();
        talker.Tell(new Talker.Say("c"));
        await ExpectMsgAsync(new Talker.Done("c", 3), Patience);
        talker.Tell(new Talker.Keep());
        await ExpectMsgAsync<SaveSnapshotSuccess>(Patience);
        await StopAsync(talker);

        Sys.ActorOf(Props.Create(() => new Offered(id, TestActor)));
        await ExpectMsgAsync("a,b,c at 3", Patience);
    }

    [StoreFact]
    public async Task Saving_again_at_the_same_number_replaces_the_snapshot()
    {
        var (id, talker) = await WithSnapshotAt2();
        talker.Tell(new Talker.Keep());
        (await ExpectMsgAsync<SaveSnapshotSuccess>(Patience)).Metadata.SequenceNr.ShouldBe(2);
        talker = await Restarted(talker, id);
        (await HeardBy(talker)).ShouldBe(["a", "b"]);
    }

    private async Task<(string Id, IActorRef Talker)> WithSnapshotAt2()
    {
        var id = NewId();
        var talker = Start(id);
        await ExpectMsgAsync(new Talker.Recovered(0), Patience);
        talker.Tell(new Talker.SayAll("a", "b"));
        await ExpectMsgAsync<Talker.Done>(Patience);
        await ExpectMsgAsync<Talker.Done>(Patience);
        talker.Tell(new Talker.Keep());
        var saved = await ExpectMsgAsync<SaveSnapshotSuccess>(Patience);
        saved.Metadata.PersistenceId.ShouldBe(id);
        saved.Metadata.SequenceNr.ShouldBe(2);
        return (id, talker);
    }

    private sealed class Offered(string id, IActorRef observer) : UntypedPersistentActor
    {
        private string _offered = "no snapshot";

        public override string PersistenceId => id;

        protected override void OnCommand(object message) => Unhandled(message);

        protected override void OnRecover(object message)
        {
            if (message is SnapshotOffer offer) _offered = $"{((Transcript)offer.Snapshot).Text} at {offer.Metadata.SequenceNr}";
            if (message is RecoveryCompleted) observer.Tell(_offered);
        }
    }
}

public sealed class Snapshots_in_Sqlite() : SnapshotSuite(new SqliteStore());

[OnPostgres]
public sealed class Snapshots_in_Postgres() : SnapshotSuite(new PostgresStore());
