using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Supervision;

namespace Akka.Compliance.Streams;

public sealed class SupervisionSpec : StreamSpec
{
    private static readonly Attributes Resuming = ActorAttributes.CreateSupervisionStrategy(Deciders.ResumingDecider);
    private static readonly Attributes Restarting = ActorAttributes.CreateSupervisionStrategy(Deciders.RestartingDecider);

    [Fact]
    public async Task By_default_an_exception_fails_the_stream() =>
        await Source.From([1, 2, 3]).Select(Not2).RunWith(Sink.Ignore<int>(), Materializer).Soon().ShouldThrowAsync<Boom>();

    [Fact]
    public async Task Resume_drops_the_element() =>
        (await Source.From([1, 2, 3]).Select(Not2).WithAttributes(Resuming).RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([1, 3]);

    [Fact]
    public async Task Resume_goes_on_after_a_last_element_that_threw() =>
        (await Source.From([1, 2]).Select(Not2).WithAttributes(Resuming).RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([1]);

    [Fact]
    public async Task Resume_keeps_the_state_and_restart_loses_it()
    {
        (await Sum(Resuming)).ShouldBe(111);
        (await Sum(Restarting)).ShouldBe(100);

        async Task<int> Sum(Attributes attributes)
        {
            var gate = new TaskCompletionSource();
            var sums = Source.From([0, 1, 10, 2, 100]).Batch(10, n => n, (sum, n) => sum + Not2(n)).WithAttributes(attributes);
            var seen = sums.SelectAsync(1, async n =>
            {
                await gate.Task;
                return n;
            }).RunWith(Sink.Seq<int>(), Materializer);
            await AWhile;
            gate.SetResult();
            return (await seen.Soon())[^1];
        }
    }

    [Fact]
    public async Task A_decider_may_look_at_the_exception()
    {
        Decider decider = e => e is Boom ? Directive.Resume : Directive.Stop;
        var source = Source.From([1, 2, 3, 4]).Select(n => n == 4 ? throw new InvalidOperationException() : Not2(n));
        await source.WithAttributes(ActorAttributes.CreateSupervisionStrategy(decider)).RunWith(Sink.Ignore<int>(), Materializer).Soon()
            .ShouldThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task A_decider_holds_for_all_that_it_is_put_on_and_the_inner_one_wins()
    {
        var inner = Flow.Create<int>().Select(Not2).WithAttributes(ActorAttributes.CreateSupervisionStrategy(Deciders.StoppingDecider));
        await Source.From([1, 2]).Via(inner).WithAttributes(Resuming).RunWith(Sink.Ignore<int>(), Materializer).Soon().ShouldThrowAsync<Boom>();
        (await Source.From([1, 2, 3]).Select(Not2).Where(n => n == 3 ? throw new Boom() : true).WithAttributes(Resuming)
            .RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([1]);
    }

    private static int Not2(int n) => n == 2 ? throw new Boom() : n;
}
