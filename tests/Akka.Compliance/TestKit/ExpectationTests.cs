using Akka.Actor;
using Akka.TestKit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Compliance.TestKits;

public sealed class ExpectationTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Messages_are_expected_in_the_order_they_came_and_leave_their_sender()
    {
        var probe = CreateTestProbe();
        probe.Send(TestActor, 1);
        TestActor.Tell("two", ActorRefs.NoSender);
        TestActor.Tell(3, ActorRefs.NoSender);

        ExpectMsg(1).ShouldBe(1);
        LastSender.ShouldBe(probe.Ref);
        (await ExpectMsgAsync<string>()).ShouldBe("two");
        ExpectMsg<int>(i => i == 3);
        HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void What_is_told_without_a_sender_comes_from_the_test_actor()
    {
        var probe = CreateTestProbe();

        probe.Ref.Tell("hello");

        probe.ExpectMsg("hello");
        probe.Sender.ShouldBe(TestActor);
        probe.Reply("answer");
        ExpectMsg("answer");
    }

    [Fact]
    public async Task What_is_told_after_an_await_comes_from_the_test_actor_too()
    {
        await Task.Yield();
        var probe = CreateTestProbe();
        await Task.Run(() => { });

        probe.Ref.Tell("hello");

        await probe.ExpectMsgAsync("hello");
        probe.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void An_expectation_fails_on_another_message_and_when_none_comes()
    {
        TestActor.Tell("text", ActorRefs.NoSender);
        Should.Throw<XunitException>(() => ExpectMsg<int>(Soon));
        Should.Throw<XunitException>(() => ExpectMsg<int>(Soon));
        TestActor.Tell("text", ActorRefs.NoSender);
        Should.Throw<XunitException>(() => ExpectMsg("other", Soon));
        TestActor.Tell("text", ActorRefs.NoSender);
        Should.Throw<XunitException>(() => ExpectNoMsg(Soon));
        ExpectNoMsg(Soon);
    }

    [Fact]
    public void Several_messages_are_taken_at_once()
    {
        for (var i = 0; i < 6; i++) TestActor.Tell(i, ActorRefs.NoSender);

        ReceiveN(2).ShouldBe([0, 1]);
        ExpectMsgAllOf(3, 2).ShouldBe([3, 2], ignoreOrder: true);
        FishForMessage<int>(i => i == 5).ShouldBe(5);
        Should.Throw<XunitException>(() => ReceiveN(1, Soon));
    }

    [Fact]
    public void Messages_that_are_ignored_are_not_seen()
    {
        IgnoreMessages<string>(text => text.StartsWith("noise"));
        TestActor.Tell("noise", ActorRefs.NoSender);
        TestActor.Tell("signal", ActorRefs.NoSender);

        ExpectMsg("signal");
        IgnoreNoMessages();
        TestActor.Tell("noise", ActorRefs.NoSender);
        ExpectMsg("noise");
    }

    [Fact]
    public void The_death_of_a_watched_actor_is_a_message()
    {
        var probe = CreateTestProbe();
        Watch(probe.Ref);

        Sys.Stop(probe.Ref);

        ExpectTerminated(probe.Ref).ActorRef.ShouldBe(probe.Ref);
    }

    [Fact]
    public void An_unwatched_actor_dies_unseen()
    {
        var probe = CreateTestProbe();
        Watch(probe.Ref);
        Unwatch(probe.Ref);

        Sys.Stop(probe.Ref);

        ExpectNoMsg(Soon);
    }

    [Fact]
    public void An_auto_pilot_answers_by_itself()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}", ActorRefs.NoSender);
            return KeepRunning.Instance;
        }));

        probe.Ref.Tell("one", TestActor);
        probe.Ref.Tell("two", TestActor);

        ExpectMsg("re: one");
        ExpectMsg("re: two");
        probe.ExpectMsg("one");
    }

    [Fact]
    public async Task A_probe_can_be_asked_and_watched_like_any_actor()
    {
        var probe = CreateTestProbe();
        IActorRef actor = probe;

        var answer = actor.Ask<string>("question", TimeSpan.FromSeconds(10));
        probe.ExpectMsg("question");
        probe.Reply("answer");
        (await answer).ShouldBe("answer");

        Watch(actor);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe.Ref);
    }

    [Fact]
    public void A_probe_passes_messages_on_with_their_sender()
    {
        var first = CreateTestProbe();
        var second = CreateTestProbe();
        first.Ref.Tell("hello", TestActor);
        first.ExpectMsg("hello");

        first.Forward(second.Ref);

        second.ExpectMsg("hello");
        second.Sender.ShouldBe(TestActor);
    }
}
