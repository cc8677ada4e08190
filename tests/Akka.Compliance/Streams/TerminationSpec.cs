using System.Collections.Immutable;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class TerminationSpec : StreamSpec
{
    [Fact]
    public async Task A_failure_passes_downstream_and_cancels_upstream()
    {
        var (queue, seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).Select<int, int, ISourceQueueWithComplete<int>>(_ => throw new Boom())
            .ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        await queue.OfferAsync(1).Soon();
        await seen.Soon().ShouldThrowAsync<Boom>();
        await queue.WatchCompletionAsync().Soon().ContinueWith(above => above.IsCompleted.ShouldBeTrue());
    }

    [Fact]
    public async Task A_kill_switch_completes_downstream_and_cancels_upstream()
    {
        var ((above, kill), seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).ViaMaterialized(KillSwitches.Single<int>(), Keep.Both)
            .ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        kill.Shutdown();
        (await seen.Soon()).ShouldBeEmpty();
        await above.WatchCompletionAsync().Soon();
    }

    [Fact]
    public async Task A_kill_switch_that_aborts_fails_the_stream()
    {
        var (kill, seen) = Never<int>().ViaMaterialized(KillSwitches.Single<int>(), Keep.Right).ToMaterialized(Sink.Seq<int>(), Keep.Both)
            .Run(Materializer);
        kill.Abort(new Boom());
        kill.Shutdown();
        (await Should.ThrowAsync<Exception>(seen.Soon())).GetBaseException().ShouldBeOfType<Boom>();
    }

    [Fact]
    public async Task A_shared_kill_switch_ends_all_its_streams_and_those_that_come_later()
    {
        var kill = KillSwitches.Shared("all");
        Task<IImmutableList<int>> Start() =>
            Never<int>().Via(kill.Flow<int>()).RunWith(Sink.Seq<int>(), Materializer);
        var running = new[] { Start(), Start() };
        kill.Shutdown();
        foreach (var seen in running) (await seen.Soon()).ShouldBeEmpty();
        (await Start().Soon()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shutting_the_materializer_down_fails_what_is_not_done()
    {
        var own = Sys.Materializer();
        var seen = Never<int>().RunWith(Sink.Seq<int>(), own);
        await AWhile;
        own.Shutdown();
        await seen.Soon().ShouldThrowAsync<AbruptStageTerminationException>();
        await Eventually(() => own.IsShutdown);
        Should.Throw<Exception>(() => Source.Single(1).RunWith(Sink.Ignore<int>(), own));
    }

    [Fact]
    public async Task A_stream_ends_with_the_actor_that_runs_it()
    {
        var owner = Sys.ActorOf(Props.Create(() => new StreamOwner()));
        var seen = await owner.Ask<Task<IImmutableList<int>>>("run", Patience);
        await AWhile;
        seen.IsCompleted.ShouldBeFalse();
        Sys.Stop(owner);
        await seen.Soon().ShouldThrowAsync<AbruptStageTerminationException>();
    }

    [Fact]
    public async Task A_stream_ends_with_its_actor_system()
    {
        var system = ActorSystem.Create("short-lived");
        var seen = Never<int>().RunWith(Sink.Seq<int>(), system.Materializer());
        await AWhile;
        await system.Terminate().Soon();
        await seen.Soon().ShouldThrowAsync<AbruptStageTerminationException>();
    }

    private sealed class StreamOwner : ReceiveActor
    {
        public StreamOwner()
        {
            var materializer = Context.Materializer();
            Receive<string>(_ => Sender.Tell(Never<int>().RunWith(Sink.Seq<int>(), materializer)));
        }
    }
}
