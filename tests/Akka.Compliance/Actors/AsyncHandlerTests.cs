using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class AsyncHandlerTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void No_other_message_is_handled_while_one_is_awaited_and_the_sender_is_kept()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Awaiter(gate.Task)), "awaiter");

        actor.Tell("slow", TestActor);
        actor.Tell("quick", probe.Ref);
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(150));
        gate.SetResult();

        ExpectMsg("slow by awaiter");
        probe.ExpectMsg("quick by awaiter");
    }

    [Fact]
    public void What_is_thrown_after_an_await_is_the_failure_of_that_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsLate(TestActor)));

        actor.Tell("boom", TestActor);
        actor.Tell("next", TestActor);

        ExpectMsg("restarted by boom: late");
        ExpectMsg("next");
    }

    [Fact]
    public void An_actor_stops_in_the_middle_of_an_await()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Awaiter(new TaskCompletionSource().Task))));

        actor.Tell("slow", TestActor);
        Sys.Stop(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void Become_after_an_await_holds_for_the_next_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Changes(TestActor)));

        actor.Tell("first", TestActor);
        actor.Tell("second", TestActor);

        ExpectMsg("changed second");
    }

    [Fact]
    public void A_task_run_by_an_untyped_actor_holds_the_next_message_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Runner(TestActor)));

        actor.Tell(1, TestActor);
        actor.Tell(2, TestActor);

        foreach (var expected in new[] { "begin 1", "end 1", "begin 2", "end 2" }) ExpectMsg(expected);
    }

    [Fact]
    public void A_task_that_nobody_awaits_has_no_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new LeavesItsContext()));

        actor.Tell("who?", TestActor);

        ExpectMsg<Status.Failure>();
    }

    private sealed class LeavesItsContext : ReceiveActor
    {
        public LeavesItsContext() => ReceiveAny(_ =>
        {
            var sender = Sender;
            Task.Run(() => Sender).PipeTo(sender);
        });
    }

    private sealed class Awaiter : ReceiveActor
    {
        public Awaiter(Task gate)
        {
            ReceiveAsync<string>(m => m == "slow", async m =>
            {
                await gate;
                Sender.Tell($"{m} by {Self.Path.Name}");
            });
            Receive<string>(m => Sender.Tell($"{m} by {Self.Path.Name}"));
        }
    }

    private sealed class FailsLate : ReceiveActor
    {
        private readonly IActorRef _report;

        public FailsLate(IActorRef report)
        {
            _report = report;
            ReceiveAsync<string>(async m =>
            {
                await Task.Yield();
                if (m == "boom") throw new InvalidOperationException("late");
                report.Tell(m);
            });
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _report.Tell($"restarted by {message}: {reason.Message}");
            base.PreRestart(reason, message);
        }
    }

    private sealed class Changes : ReceiveActor
    {
        public Changes(IActorRef report) => ReceiveAnyAsync(async _ =>
        {
            await Task.Yield();
            Become(() => ReceiveAny(m => report.Tell($"changed {m}")));
        });
    }

    private sealed class Runner(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            report.Tell($"begin {message}");
            await Task.Yield();
            report.Tell($"end {message}");
        });
    }
}
