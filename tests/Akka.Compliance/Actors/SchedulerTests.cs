using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class SchedulerTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void A_message_is_told_later_and_only_once()
    {
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "later", ActorRefs.NoSender);

        ExpectMsg("later");
        ExpectNoMsg(10 * Short);
    }

    [Fact]
    public void A_repeated_message_stops_when_it_is_cancelled()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellRepeatedly(Short, Short, TestActor, "again", TestActor, cancelable);

        for (var n = 0; n < 3; n++) ExpectMsg("again");
        cancelable.Cancel();
        ReceiveWhile<object>(5 * Short, m => m);
        ExpectNoMsg(10 * Short);
        cancelable.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void What_was_cancelled_before_does_not_run()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        cancelable.Cancel();

        Sys.Scheduler.Advanced.ScheduleOnce(Short, () => TestActor.Tell("never"), cancelable);

        ExpectNoMsg(10 * Short);
    }

    [Fact]
    public void An_action_runs_later()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(Short, () => TestActor.Tell("acted", ActorRefs.NoSender));

        ExpectMsg("acted");
    }
}
