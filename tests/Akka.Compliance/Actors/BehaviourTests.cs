using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class BehaviourTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void The_first_handler_that_takes_a_message_is_the_only_one()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Matcher(TestActor)));

        actor.Tell(1, TestActor);
        actor.Tell(100, TestActor);
        actor.Tell("text", TestActor);
        actor.Tell(2.5, TestActor);

        ExpectMsg("small 1");
        ExpectMsg("number 100");
        ExpectMsg("text");
        ExpectMsg("any 2.5");
    }

    [Fact]
    public void A_message_that_no_handler_takes_is_published_as_unhandled()
    {
        var actor = Sys.ActorOf(Props.Create(() => new OnlyText()));
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));

        actor.Tell(42, TestActor);

        var unhandled = ExpectMsg<UnhandledMessage>();
        unhandled.Message.ShouldBe(42);
        unhandled.Recipient.ShouldBe(actor);
        unhandled.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void Become_replaces_the_behaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moods(TestActor)));

        foreach (var message in new[] { "who", "change", "who" }) actor.Tell(message, TestActor);

        ExpectMsg("plain");
        ExpectMsg("changed");
    }

    [Fact]
    public void A_restart_forgets_what_the_actor_had_become()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moods(TestActor)));

        foreach (var message in new[] { "change", "fail", "who" }) actor.Tell(message, TestActor);

        ExpectMsg("plain");
    }

    [Fact]
    public void Nothing_can_be_declared_after_a_handler_for_everything()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        var actor = Watch(Sys.ActorOf(Props.Create(() => new DeclaresTooLate())));

        ExpectMsg<Error>();
        ExpectTerminated(actor);
    }

    private sealed class Matcher : ReceiveActor
    {
        public Matcher(IActorRef report)
        {
            Receive<int>(n => report.Tell($"small {n}"), n => n < 10);
            Receive<int>(n => report.Tell($"number {n}"));
            Receive<string>(text => report.Tell(text));
            ReceiveAny(m => report.Tell(FormattableString.Invariant($"any {m}")));
        }
    }

    private sealed class OnlyText : ReceiveActor
    {
        public OnlyText() => Receive<string>(_ => { });
    }

    private sealed class DeclaresTooLate : ReceiveActor
    {
        public DeclaresTooLate()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }

    private sealed class Moods(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message) => Answer("plain", message);

        private void Answer(string mood, object message)
        {
            switch (message)
            {
                case "who": report.Tell(mood); break;
                case "change": Become(m => Answer("changed", m)); break;
                case "fail": throw new InvalidOperationException("asked to");
            }
        }
    }
}
