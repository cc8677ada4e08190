using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class EventStreamTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("akka.loglevel = INFO", output)
{
    [Fact]
    public void A_subscriber_gets_what_is_published_of_a_type_and_of_those_that_derive_from_it()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Fruit)).ShouldBeTrue();

        Sys.EventStream.Publish(new Fruit());
        Sys.EventStream.Publish("no fruit");
        Sys.EventStream.Publish(new Apple());

        ExpectMsg<Fruit>().ShouldBeOfType<Fruit>();
        ExpectMsg<Apple>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_second_subscription_and_an_ended_one_bring_nothing()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Apple));
        Sys.EventStream.Subscribe(TestActor, typeof(Apple)).ShouldBeFalse();
        Sys.EventStream.Publish(new Apple());
        ExpectMsg<Apple>();

        Sys.EventStream.Unsubscribe(TestActor, typeof(Apple)).ShouldBeTrue();
        Sys.EventStream.Publish(new Apple());
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void What_is_sent_to_an_actor_that_has_stopped_is_a_dead_letter()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Deaf()));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("too late", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        letter.Message.ShouldBe("too late");
        letter.Recipient.ShouldBe(actor);
        letter.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void Some_dead_letters_are_suppressed()
    {
        var (dead, suppressed) = (CreateTestProbe(), CreateTestProbe());
        Sys.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));
        Sys.EventStream.Subscribe(suppressed.Ref, typeof(SuppressedDeadLetter));

        Sys.DeadLetters.Tell(new Expendable(), TestActor);
        Sys.DeadLetters.Tell("lasting", TestActor);

        suppressed.ExpectMsg<SuppressedDeadLetter>().Message.ShouldBeOfType<Expendable>();
        dead.FishForMessage<DeadLetter>(letter => letter.Message is Expendable or "lasting").Message.ShouldBe("lasting");
    }

    [Fact]
    public void Log_events_are_published_with_their_arguments_filled_in_and_below_the_level_not_at_all()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.Debug));
        Sys.EventStream.Subscribe(TestActor, typeof(Info));
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        var writer = Sys.ActorOf(Props.Create(() => new Writer()));

        writer.Tell(new InvalidOperationException("why"), TestActor);

        ExpectMsg<Info>().Message.ToString().ShouldBe("number 1 of two");
        var error = ExpectMsg<Error>();
        error.Message.ToString().ShouldBe("failed 3");
        error.Cause!.Message.ShouldBe("why");
    }

    private class Fruit;

    private sealed class Apple : Fruit;

    private sealed class Expendable : IDeadLetterSuppression;

    private sealed class Deaf : ReceiveActor;

    private sealed class Writer : ReceiveActor
    {
        public Writer()
        {
            var log = Context.GetLogger();
            Receive<Exception>(why =>
            {
                log.Debug("below");
                log.Info("number {0} of {1}", 1, "two");
                log.Error(why, "failed {0}", 3);
            });
        }
    }
}
