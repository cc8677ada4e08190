using Akka.Actor;
using Xunit.Abstractions;

namespace Compliance.Actors;

public sealed class AskTests(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("", output)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_first_answer_is_the_result() =>
        (await Responder().Ask<string>("hello", Long)).ShouldBe("hello");

    [Fact]
    public async Task No_answer_in_time_is_an_ask_timeout() =>
        await Should.ThrowAsync<AskTimeoutException>(() => Responder().Ask<string>("silence", TimeSpan.FromMilliseconds(50)));

    [Fact]
    public async Task A_cancelled_ask_is_a_cancelled_task()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = Responder().Ask<string>("silence", Long, cancellation.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_failure_for_an_answer_is_thrown() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Responder().Ask<string>("failure", Long))).Message.ShouldBe("no");

    [Fact]
    public async Task A_failure_can_be_asked_for_as_the_answer() =>
        (await Responder().Ask<Status.Failure>("failure", Long)).Cause.Message.ShouldBe("no");

    [Fact]
    public async Task An_answer_of_another_type_is_an_error() =>
        await Should.ThrowAsync<ArgumentException>(() => Responder().Ask<int>("hello", Long));

    [Fact]
    public async Task The_message_may_carry_the_one_who_asks() =>
        (await Responder().Ask<string>(me => new ReplyTo(me), Long, CancellationToken.None)).ShouldBe("by reference");

    [Fact]
    public void The_result_of_a_task_is_piped_as_a_message()
    {
        Task.FromResult(42).PipeTo(TestActor, Responder());
        ExpectMsg(42);
        Task.FromResult(42).PipeTo(TestActor, success: n => $"mapped {n}");
        ExpectMsg("mapped 42");
    }

    [Fact]
    public void The_failure_of_a_task_is_piped_as_a_message()
    {
        Task.FromException<int>(new InvalidOperationException("no")).PipeTo(TestActor);
        ExpectMsg<Status.Failure>().Cause.Message.ShouldBe("no");
        Task.FromException<int>(new InvalidOperationException("no")).PipeTo(TestActor, failure: e => $"mapped {e.Message}");
        ExpectMsg("mapped no");
    }

    [Fact]
    public async Task A_graceful_stop_ends_when_the_actor_has()
    {
        var actor = Responder();

        (await actor.GracefulStop(Long)).ShouldBeTrue();

        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public async Task A_graceful_stop_gives_up_in_time() =>
        (await Responder().GracefulStop(TimeSpan.FromMilliseconds(50), "silence")).ShouldBeFalse();

    private IActorRef Responder() => Sys.ActorOf(Props.Create(() => new Answers()));

    private sealed record ReplyTo(IActorRef Ref);

    private sealed class Answers : ReceiveActor
    {
        public Answers()
        {
            Receive<string>(m => m == "silence", _ => { });
            Receive<string>(m => m == "failure", _ => Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));
            Receive<ReplyTo>(m => m.Ref.Tell("by reference"));
            ReceiveAny(m => Sender.Tell(m));
        }
    }
}
