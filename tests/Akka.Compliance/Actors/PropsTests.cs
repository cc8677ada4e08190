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
}
