using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class SupervisionTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    [Fact]
    public void A_restart_runs_the_hooks_in_order_and_skips_the_message_that_failed()
    {
        var child = Child(_ => Directive.Restart);

        child.Tell("fail", TestActor);
        child.Tell("after", TestActor);

        foreach (var step in new[] { "PreStart", "PreRestart fail", "PostStop", "PostRestart", "PreStart", "after" }) ExpectMsg(step);
    }

    [Fact]
    public void A_resumed_actor_keeps_its_state()
    {
        var child = Child(_ => Directive.Resume);

        foreach (var message in new[] { "count", "fail", "count" }) child.Tell(message, TestActor);

        ExpectMsg("PreStart");
        ExpectMsg("1");
        ExpectMsg("2");
    }

    [Fact]
    public void A_stopped_actor_runs_its_last_hook()
    {
        var child = Watch(Child(_ => Directive.Stop));

        child.Tell("fail", TestActor);

        ExpectMsg("PreStart");
        ExpectMsg("PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public void More_restarts_than_allowed_stop_the_actor()
    {
        var child = Watch(Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart)));

        for (var n = 0; n < 3; n++) child.Tell("fail", TestActor);

        FishForMessage<Terminated>(t => t.ActorRef.Equals(child));
    }

    [Fact]
    public void As_many_restarts_as_allowed_do_not()
    {
        var child = Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));

        for (var n = 0; n < 2; n++) child.Tell("fail", TestActor);
        child.Tell("still here", TestActor);

        FishForMessage<string>(m => m == "still here");
    }

    [Fact]
    public void Without_a_strategy_of_its_own_a_parent_restarts_what_fails()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Observed(TestActor)));

        actor.Tell("fail", TestActor);

        foreach (var step in new[] { "PreStart", "PreRestart fail", "PostStop", "PostRestart", "PreStart" }) ExpectMsg(step);
    }

    [Fact]
    public void An_actor_whose_constructor_fails_is_stopped()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Unborn())));

        ExpectTerminated(actor);
    }

    [Fact]
    public void An_actor_that_fails_to_start_is_stopped_without_its_last_hook()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new FailsToStart(TestActor))));

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_failure_that_is_escalated_fails_the_parent()
    {
        var top = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(e => e.Message == "asked to" ? Directive.Restart : Directive.Stop))));
        var middle = Make(top, Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Escalate))));
        var child = Watch(Make(middle, Props.Create(() => new Observed(TestActor))));
        ExpectMsg("PreStart");

        child.Tell("fail", TestActor);

        ExpectMsg("PostStop");
        ExpectTerminated(child);
        Make(middle, Props.Create(() => new Observed(TestActor)));
        ExpectMsg("PreStart");
    }

    [Fact]
    public void Children_that_a_restarting_parent_keeps_are_restarted_and_go_on()
    {
        var top = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart))));
        var middle = Make(top, Props.Create(() => new KeepsChildren()));
        var first = Make(middle, Props.Create(() => new Observed(TestActor)));
        ExpectMsg("PreStart");
        first.Tell("fail", TestActor);
        first.Tell("after", TestActor);

        foreach (var step in new[] { "PreRestart fail", "PostStop", "PostRestart", "PreStart", "after" }) ExpectMsg(step);
    }

    [Fact]
    public void A_restart_waits_for_the_children_to_stop_and_their_names_are_free_then()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOfNamed(TestActor)));
        ExpectMsg("child started");

        parent.Tell("fail", TestActor);

        ExpectMsg("child stopped");
        ExpectMsg("child started");
    }

    [Fact]
    public void A_supervisor_strategy_in_props_is_used()
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new ParentByProps(), new OneForOneStrategy(_ => Directive.Stop)));
        var child = Watch(Make(supervisor, Props.Create(() => new Observed(TestActor))));
        ExpectMsg("PreStart");

        child.Tell("fail", TestActor);

        ExpectMsg("PostStop");
        ExpectTerminated(child);
    }

    private IActorRef Child(Func<Exception, Directive> decide) => Child(new OneForOneStrategy(decide));

    private IActorRef Child(SupervisorStrategy strategy) =>
        Make(Sys.ActorOf(Props.Create(() => new Supervisor(strategy))), Props.Create(() => new Observed(TestActor)));

    private static IActorRef Make(IActorRef parent, Props props) => parent.Ask<IActorRef>(props, TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();

    private class ParentByProps : ReceiveActor
    {
        public ParentByProps() => Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
    }

    private sealed class Supervisor(SupervisorStrategy strategy) : ParentByProps
    {
        protected override SupervisorStrategy SupervisorStrategy() => strategy;
    }

    private sealed class KeepsChildren : ParentByProps
    {
        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);

        protected override void PreRestart(Exception reason, object message) { }
    }

    private sealed class Observed(IActorRef report) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "fail": throw new InvalidOperationException("asked to");
                case "count": report.Tell($"{++_count}"); break;
                default: report.Tell(message); break;
            }
        }

        protected override void PreStart() => report.Tell("PreStart");

        protected override void PostStop() => report.Tell("PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            report.Tell($"PreRestart {message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            report.Tell("PostRestart");
            base.PostRestart(reason);
        }
    }

    private sealed class Unborn : ReceiveActor
    {
        public Unborn() => throw new InvalidOperationException("never born");
    }

    private sealed class FailsToStart(IActorRef report) : UntypedActor
    {
        protected override void PreStart() => throw new InvalidOperationException("no start");

        protected override void PostStop() => report.Tell("PostStop");

        protected override void OnReceive(object message) { }
    }

    private sealed class ParentOfNamed : ReceiveActor
    {
        public ParentOfNamed(IActorRef report)
        {
            Context.ActorOf(Props.Create(() => new Named(report)), "named");
            ReceiveAny(_ => throw new InvalidOperationException("asked to"));
        }
    }

    private sealed class Named(IActorRef report) : UntypedActor
    {
        protected override void PreStart() => report.Tell("child started");

        protected override void PostStop() => report.Tell("child stopped");

        protected override void OnReceive(object message) { }
    }
}
