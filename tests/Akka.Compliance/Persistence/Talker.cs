using Akka.Actor;
using Akka.Persistence;
using Compliance.Stores;

namespace Compliance.Persistence;

/// <summary>An actor that remembers what was said to it, and tells an observer what befalls it.</summary>
public sealed class Talker : ReceivePersistentActor
{
    private readonly IActorRef _observer;
    private readonly List<string> _heard = [];

    public Talker(string id, IActorRef observer)
    {
        PersistenceId = id;
        _observer = observer;

        Recover<SnapshotOffer>(offer => _heard.AddRange(((Transcript)offer.Snapshot).Text.Split(',')));
        Recover<Said>(said => _heard.Add(said.Text));
        Recover<Heard>(heard => _heard.Add($"heard {heard.Text}"));
        Recover<RecoveryCompleted>(_ => _observer.Tell(new Recovered(LastSequenceNr)));

        Command<Say>(say => Persist(new Said(say.Text), Apply));
        Command<SayAll>(all => PersistAll(all.Texts.Select(text => new Said(text)), Apply));
        Command<SayTheUnspeakable>(_ => PersistAll(new IText[] { new Said("before"), new Unspeakable() }, _ => _observer.Tell("spoken")));
        CommandAsync<SayLater>(async say =>
        {
            await say.When;
            Persist(new Said(say.Text), Apply);
        });
        Command<SayAndFail>(say =>
        {
            Persist(new Said(say.Text), Apply);
            throw new InvalidOperationException("after Persist");
        });
        Command<Hold>(hold => Stash.Stash(), hold => !_heard.Contains(hold.Until));
        Command<Hold>(hold => _observer.Tell(hold));
        Command<Release>(_ => Stash.UnstashAll());
        Command<Keep>(_ => SaveSnapshot(new Transcript(string.Join(',', _heard))));
        Command<SaveSnapshotSuccess>(success => _observer.Tell(success));
        Command<SaveSnapshotFailure>(failure => _observer.Tell(failure));
        Command<Forget>(forget => DeleteMessages(forget.ToSequenceNr));
        Command<DeleteMessagesSuccess>(success => _observer.Tell(success));
        Command<DeleteMessagesFailure>(failure => _observer.Tell(failure));
        Command<ForgetSnapshots>(forget => DeleteSnapshots(forget.Criteria));
        Command<DeleteSnapshotsSuccess>(success => _observer.Tell(success));
        Command<Tell>(_ => Sender.Tell(_heard.ToArray()));
    }

    public override string PersistenceId { get; }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _observer.Tell(new Failed(@event, sequenceNr));

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => _observer.Tell(new Rejected(@event, sequenceNr));

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _observer.Tell(new NotRecovered(reason.Message));

    private void Apply(Said said)
    {
        _heard.Add(said.Text);
        Sender.Tell(new Done(said.Text, LastSequenceNr));
    }

    public sealed record Say(string Text);

    public sealed record SayAll(params string[] Texts);

    public sealed record SayLater(string Text, Task When);

    public sealed record SayAndFail(string Text);

    public sealed record SayTheUnspeakable;

    public sealed record Hold(string Until);

    public sealed record Release;

    public sealed record Keep;

    public sealed record Forget(long ToSequenceNr);

    public sealed record ForgetSnapshots(SnapshotSelectionCriteria Criteria);

    public sealed record Tell
    {
        public static readonly Tell Instance = new();
    }

    public sealed record Done(string Text, long SequenceNr);

    public sealed record Recovered(long LastSequenceNr);

    public sealed record NotRecovered(string Reason);

    public sealed record Failed(object Event, long SequenceNr);

    public sealed record Rejected(object Event, long SequenceNr);
}
