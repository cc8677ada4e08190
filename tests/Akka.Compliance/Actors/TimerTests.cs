using Akka.Actor;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class TimerTests(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit($"akka.scheduler.implementation = \"{typeof(TestScheduler).AssemblyQualifiedName}\"", output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_single_timer_fires_once_and_is_then_inactive()
    {
        var actor = Start();
        Do(actor, t => t.StartSingleTimer("key", "tick", Minute));

        Scheduler.Advance(Minute);
        ExpectMsg("tick");
        Do(actor, t => TestActor.Tell(t.IsTimerActive("key")));
        ExpectMsg(false);
        Scheduler.Advance(Minute);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = Start();
        Do(actor, t => t.StartPeriodicTimer("key", "tick", Minute));

        for (var n = 0; n < 3; n++)
        {
            Scheduler.Advance(Minute);
            ExpectMsg("tick");
        }
        Do(actor, t => t.Cancel("key"));
        Scheduler.Advance(Minute);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void Another_timer_of_the_same_key_takes_the_place_of_the_first()
    {
        var actor = Start();
        Do(actor, t =>
        {
            t.StartSingleTimer("key", "first", Minute);
            t.StartSingleTimer("key", "second", 2 * Minute);
        });

        Scheduler.Advance(Minute);
        ExpectNoMsg(Silence);
        Scheduler.Advance(Minute);
        ExpectMsg("second");
    }

    [Fact]
    public void A_tick_that_waits_in_the_mailbox_is_not_delivered_once_its_timer_is_replaced()
    {
        var actor = Start();
        var (entered, leave) = (new ManualResetEventSlim(), new ManualResetEventSlim());
        Do(actor, t => t.StartSingleTimer("key", "stale", Minute));
        actor.Tell((Action<ITimerScheduler>)(t =>
        {
            entered.Set();
            leave.Wait(TimeSpan.FromSeconds(10));
            t.StartSingleTimer("key", "fresh", Minute);
        }), TestActor);
        entered.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        Scheduler.Advance(Minute);
        leave.Set();
        Do(actor, _ => { });

        Scheduler.Advance(Minute);
        ExpectMsg("fresh");
    }

    [Fact]
    public void A_restart_cancels_all_timers()
    {
        var actor = Start();
        Do(actor, t => t.StartPeriodicTimer("key", "tick", Minute));
        actor.Tell((Action<ITimerScheduler>)(_ => throw new InvalidOperationException("asked to")), TestActor);
        Do(actor, t => TestActor.Tell(t.ActiveTimers.Count));

        ExpectMsg(0);
        Scheduler.Advance(Minute);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void A_receive_timeout_comes_after_silence_again_and_again_until_it_is_switched_off()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Impatient(TestActor)));
        Answered(actor, "set");

        Scheduler.Advance(Minute);
        ExpectMsg("timeout");
        Answered(actor, "other");
        Scheduler.Advance(Minute / 2);
        Answered(actor, "other");
        Scheduler.Advance(Minute / 2);
        ExpectNoMsg(Silence);
        Scheduler.Advance(Minute / 2);
        ExpectMsg("timeout");
        Answered(actor, "off");
        Scheduler.Advance(3 * Minute);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void Some_messages_leave_a_receive_timeout_running()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Impatient(TestActor)));
        Answered(actor, "set");

        Scheduler.Advance(Minute / 2);
        Answered(actor, new Unobtrusive());
        Scheduler.Advance(Minute / 2);

        ExpectMsg("timeout");
    }

    private IActorRef Start() => Sys.ActorOf(Props.Create(() => new Timed(TestActor)));

    private void Do(IActorRef actor, Action<ITimerScheduler> action)
    {
        actor.Tell(action, TestActor);
        Answered(actor, new Identify(1));
    }

    // its answer shows that all that was told before is done; only then may time move
    private void Answered(IActorRef actor, object message)
    {
        var probe = CreateTestProbe();
        actor.Tell(message, probe.Ref);
        if (message is not Identify) actor.Tell(new Identify(1), probe.Ref);
        probe.ExpectMsg<ActorIdentity>();
    }

    private sealed class Unobtrusive : INotInfluenceReceiveTimeout;

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef report)
        {
            Receive<Action<ITimerScheduler>>(action => action(Timers));
            ReceiveAny(report.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Impatient : ReceiveActor
    {
        public Impatient(IActorRef report)
        {
            Receive<ReceiveTimeout>(_ => report.Tell("timeout"));
            Receive<string>(m => m == "set", _ => SetReceiveTimeout(TimeSpan.FromMinutes(1)));
            Receive<string>(m => m == "off", _ => SetReceiveTimeout(null));
            ReceiveAny(_ => { });
        }
    }
}
