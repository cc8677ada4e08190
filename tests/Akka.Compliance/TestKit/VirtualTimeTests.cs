using Akka.Actor;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Compliance.TestKits;

public sealed class VirtualTimeTests(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit($"akka.scheduler.implementation = \"{typeof(TestScheduler).AssemblyQualifiedName}\"", output)
{
    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Nothing_is_due_until_the_test_moves_time()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "later", ActorRefs.NoSender);

        Scheduler.Advance(TimeSpan.FromMinutes(59));
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        Scheduler.Advance(TimeSpan.FromMinutes(1));
        ExpectMsg("later");
    }

    [Fact]
    public void A_repeated_message_comes_once_for_each_interval_until_it_is_cancelled()
    {
        var cancelable = new Cancelable(Scheduler.Advanced);
        Scheduler.ScheduleTellRepeatedly(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TestActor, "tick", ActorRefs.NoSender, cancelable);

        for (var minute = 0; minute < 3; minute++)
        {
            Scheduler.Advance(TimeSpan.FromMinutes(1));
            ExpectMsg("tick");
        }
        cancelable.Cancel();
        Scheduler.Advance(TimeSpan.FromMinutes(5));
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }
}
