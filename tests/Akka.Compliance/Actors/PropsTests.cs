using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class PropsTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void An_expression_is_evaluated_once_and_its_arguments_are_used_again_at_a_restart()
    {
        var evaluated = new List<int>();
        var props = Props.Create(() => new Reports(TestActor, Count(evaluated)));

        var actor = Sys.ActorOf(props);
        ExpectMsg("made with 1");
        actor.Tell("fail", TestActor);
        ExpectMsg("made with 1");
    }

    [Fact]
    public void An_actor_is_made_from_its_type_and_arguments()
    {
        Sys.ActorOf(Props.Create(typeof(Reports), TestActor, "type"));
        ExpectMsg("made with type");
        Sys.ActorOf(Props.Create<Reports>(TestActor, "generic"));
        ExpectMsg("made with generic");
    }

    [Fact]
    public void A_producer_makes_every_incarnation_and_takes_it_back()
    {
        var actor = Sys.ActorOf(Props.CreateBy(new Producer(TestActor)));
        ExpectMsg("made with producer");

        actor.Tell("fail", TestActor);
        ExpectMsg("released");
        ExpectMsg("made with producer");
        Sys.Stop(actor);
        ExpectMsg("released");
    }

    [Fact]
    public void An_expression_that_makes_nothing_is_refused()
    {
        Func<Reports> make = () => throw new InvalidOperationException();
        Should.Throw<Exception>(() => Props.Create(() => make())).ShouldNotBeOfType<InvalidOperationException>();
    }

    // on a thread of its own: the test kit leaves traces of an actor on those that tests have run on
    [Fact]
    public async Task An_actor_cannot_be_made_by_hand() =>
        await Should.ThrowAsync<ActorInitializationException>(Task.Factory.StartNew(
            () => new Reports(TestActor, "hand"), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    private static string Count(List<int> evaluated)
    {
        evaluated.Add(1);
        return $"{evaluated.Count}";
    }

    private sealed class Reports : ReceiveActor
    {
        public Reports(IActorRef report, string what)
        {
            report.Tell($"made with {what}");
            Receive<string>(_ => throw new InvalidOperationException("asked to"));
        }
    }

    private sealed class Producer(IActorRef report) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Reports);

        public ActorBase Produce() => new Reports(report, "producer");

        public void Release(ActorBase actor) => report.Tell("released");
    }
}
