using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class StashTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void Stashed_messages_come_back_in_order_before_those_that_wait_with_their_senders()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Gate(TestActor)));

        actor.Tell("a", probe.Ref);
        actor.Tell("b", TestActor);
        actor.Tell("open", TestActor);
        actor.Tell("c", TestActor);

        ExpectMsg($"a from {probe.Ref.Path.Name}");
        ExpectMsg($"b from {TestActor.Path.Name}");
        ExpectMsg($"c from {TestActor.Path.Name}");
    }

    [Fact]
    public void Unstash_returns_the_oldest_alone()
    {
        var actor = Sys.ActorOf(Props.Create(() => new OneByOne(TestActor)));

        foreach (var message in new object[] { 1, 2, "next", "next" }) actor.Tell(message, TestActor);

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void A_message_is_stashed_once()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashesTwice(TestActor)));

        actor.Tell("again", TestActor);

        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void A_restart_brings_back_what_was_stashed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Gate(TestActor)));

        foreach (var message in new[] { "a", "b", "fail", "open" }) actor.Tell(message, TestActor);

        ExpectMsg($"a from {TestActor.Path.Name}");
        ExpectMsg($"b from {TestActor.Path.Name}");
    }

    [Fact]
    public void What_is_still_stashed_when_an_actor_stops_is_dead()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Gate(TestActor)));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("a", TestActor);
        actor.Tell(PoisonPill.Instance, TestActor);

        ExpectMsg<DeadLetter>().Message.ShouldBe("a");
    }

    [Fact]
    public void News_of_a_death_can_be_stashed()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Gate(TestActor)));
        var actor = Sys.ActorOf(Props.Create(() => new Mourner(TestActor, subject)));

        subject.Tell(PoisonPill.Instance, TestActor);
        ExpectMsg("stashed");
        actor.Tell("open", TestActor);

        ExpectMsg("mourned");
    }

    private sealed class Gate : ReceiveActor, IWithUnboundedStash
    {
        public Gate(IActorRef report)
        {
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(m => m == "open", _ =>
            {
                Become(() => ReceiveAny(m => report.Tell($"{m} from {Sender.Path.Name}")));
                Stash.UnstashAll();
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class OneByOne : ReceiveActor, IWithUnboundedStash
    {
        private bool _open;

        public OneByOne(IActorRef report)
        {
            Receive<int>(n =>
            {
                if (_open) report.Tell(n);
                else Stash.Stash();
                _open = false;
            });
            Receive<string>(_ =>
            {
                _open = true;
                Stash.Unstash();
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class StashesTwice : ReceiveActor, IWithUnboundedStash
    {
        public StashesTwice(IActorRef report) => ReceiveAny(_ =>
        {
            Stash.Stash();
            try { Stash.Stash(); }
            catch (IllegalActorStateException e) { report.Tell(e); }
        });

        public IStash Stash { get; set; } = null!;
    }

    private sealed class Mourner : ReceiveActor, IWithUnboundedStash
    {
        private bool _open;

        public Mourner(IActorRef report, IActorRef subject)
        {
            Context.Watch(subject);
            Receive<Terminated>(_ =>
            {
                if (_open)
                {
                    report.Tell("mourned");
                    return;
                }
                Stash.Stash();
                report.Tell("stashed");
            });
            Receive<string>(_ =>
            {
                _open = true;
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}
