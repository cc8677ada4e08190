using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class BackoffTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void A_child_that_stops_is_started_again()
    {
        var supervisor = Supervise(child => Backoff.OnStop(child, "child", Delay, Delay, 0, -1));

        supervisor.Tell("stop", TestActor);

        ExpectMsg("started");
        AwaitAssert(() =>
        {
            supervisor.Tell("hello", TestActor);
            ExpectMsg("hello", TimeSpan.FromMilliseconds(100));
        }, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void After_as_many_retries_as_allowed_the_supervisor_stops()
    {
        var supervisor = Watch(Supervise(child => Backoff.OnStop(child, "child", Delay, Delay, 0, 1)));

        supervisor.Tell("stop", TestActor);
        ExpectMsg("started");
        supervisor.Tell("stop", TestActor);

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void While_there_is_no_child_messages_are_dead_letters()
    {
        var supervisor = Supervise(child => Backoff.OnStop(child, "child", TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0, -1));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        supervisor.Tell("stop", TestActor);
        supervisor.Tell("lost", TestActor);

        ExpectMsg<DeadLetter>().Message.ShouldBe("lost");
    }

    private IActorRef Supervise(Func<Props, BackoffOptions> options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options(Props.Create(() => new Child(TestActor)))));
        ExpectMsg("started");
        return supervisor;
    }

    private sealed class Child : ReceiveActor
    {
        public Child(IActorRef report)
        {
            report.Tell("started");
            Receive<string>(m => m == "stop", _ => Context.Stop(Self));
            ReceiveAny(report.Tell);
        }
    }
}
