using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class DeliveryTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public async Task Messages_of_one_sender_are_handled_in_order_and_one_at_a_time()
    {
        const int senders = 4, each = 5_000;
        var counter = Sys.ActorOf(Props.Create(() => new OrderCheck(senders * each, TestActor)));

        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var n = 0; n < each; n++) counter.Tell((sender, n), ActorRefs.NoSender);
        })));

        ExpectMsg("in order", TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_an_actor_tells_comes_from_itself_and_what_it_forwards_from_the_first_sender()
    {
        var probe = CreateTestProbe();
        var relay = Sys.ActorOf(Props.Create(() => new Relay(probe.Ref)), "relay");

        relay.Tell("tell", TestActor);
        probe.ExpectMsg("tell");
        probe.LastSender.ShouldBe(relay);
        relay.Tell("forward", TestActor);
        probe.ExpectMsg("forward");
        probe.LastSender.ShouldBe(TestActor);
    }

    [Fact]
    public void A_message_without_a_sender_is_answered_to_dead_letters()
    {
        var echo = Sys.ActorOf(Props.Create(() => new SenderOf(TestActor)));

        echo.Tell("who?", ActorRefs.NoSender);

        ExpectMsg(Sys.DeadLetters);
    }

    [Fact]
    public void Null_is_no_message() =>
        Should.Throw<ArgumentNullException>(() => TestActor.Tell(null!, ActorRefs.NoSender));

    [Fact]
    public void Poison_stops_an_actor_after_the_messages_before_it()
    {
        var relay = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));
        Watch(relay);

        relay.Tell("first", TestActor);
        relay.Tell(PoisonPill.Instance, TestActor);
        relay.Tell("too late", TestActor);

        ExpectMsg("first");
        ExpectTerminated(relay);
    }

    private sealed class OrderCheck : ReceiveActor
    {
        private readonly Dictionary<int, int> _last = [];
        private int _inside;

        public OrderCheck(int expected, IActorRef report)
        {
            Receive<(int Sender, int Number)>(message =>
            {
                if (Interlocked.Increment(ref _inside) != 1) report.Tell("two at a time");
                if (message.Number != _last.GetValueOrDefault(message.Sender, -1) + 1) report.Tell("out of order");
                _last[message.Sender] = message.Number;
                Interlocked.Decrement(ref _inside);
                if (--expected == 0) report.Tell("in order");
            });
        }
    }

    private sealed class Relay : ReceiveActor
    {
        public Relay(IActorRef to)
        {
            Receive<string>(m => m == "forward", to.Forward);
            ReceiveAny(m => to.Tell(m));
        }
    }

    private sealed class SenderOf : ReceiveActor
    {
        public SenderOf(IActorRef report) => ReceiveAny(_ => report.Tell(Sender));
    }
}
