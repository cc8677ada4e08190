using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class DeathWatchTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void A_watcher_is_told_once_and_after_all_that_the_dead_actor_sent()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Chatty(TestActor)));
        Watch(subject);

        subject.Tell("last words", TestActor);
        subject.Tell(PoisonPill.Instance, TestActor);

        ExpectMsg("last words");
        ExpectMsg("goodbye");
        ExpectTerminated(subject).ExistenceConfirmed.ShouldBeTrue();
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Who_watches_an_actor_that_has_stopped_is_told_at_once()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Chatty(TestActor)));
        Watch(subject);
        Sys.Stop(subject);
        ExpectMsg("goodbye");
        ExpectTerminated(subject);

        var late = CreateTestProbe();
        late.Watch(subject);

        late.ExpectTerminated(subject);
    }

    [Fact]
    public void Who_watches_no_more_is_not_told()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Chatty(TestActor)));
        Watch(subject);
        Unwatch(subject);

        Sys.Stop(subject);

        ExpectMsg("goodbye");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_death_that_an_actor_does_not_handle_stops_it()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Chatty(Sys.DeadLetters)));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(subject)));
        Watch(watcher);
        Answered(watcher);

        Sys.Stop(subject);

        ExpectTerminated(watcher);
    }

    [Fact]
    public void A_parent_that_watches_its_child_is_told_when_the_name_is_free_again()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Renewer(TestActor)));

        parent.Tell("stop child", TestActor);

        ExpectMsg("child is new");
    }

    [Fact]
    public void Children_stop_before_their_parent_does()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        Watch(parent);
        Answered(parent);

        Sys.Stop(parent);

        ExpectMsg("goodbye");
        ExpectMsg("parent stopped");
        ExpectTerminated(parent);
    }

    private void Answered(IActorRef actor) => actor.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(10)).Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();

    private sealed class Chatty(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message) => report.Tell(message);

        protected override void PostStop() => report.Tell("goodbye");
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef subject)
        {
            Context.Watch(subject);
            Receive<string>(_ => { });
        }
    }

    private sealed class Renewer : ReceiveActor
    {
        public Renewer(IActorRef report)
        {
            var child = Context.Watch(Make());
            Receive<string>(_ => Context.Stop(child));
            Receive<Terminated>(_ => report.Tell(Make().Equals(child) ? "child is the old one" : "child is new"));
        }

        private static IActorRef Make() => Context.ActorOf(Props.Create(() => new Chatty(Context.System.DeadLetters)), "child");
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _report;

        public Parent(IActorRef report)
        {
            _report = report;
            Context.ActorOf(Props.Create(() => new Chatty(report)));
        }

        protected override void PostStop() => _report.Tell("parent stopped");
    }
}
