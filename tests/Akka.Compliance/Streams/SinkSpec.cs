using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class SinkSpec : StreamSpec
{
    private static readonly Source<int, NotUsed> Numbers = Source.From(Enumerable.Range(1, 5));

    [Fact]
    public async Task First_and_last_take_one()
    {
        (await Numbers.RunWith(Sink.First<int>(), Materializer).Soon()).ShouldBe(1);
        (await Numbers.RunWith(Sink.Last<int>(), Materializer).Soon()).ShouldBe(5);
    }

    [Fact]
    public async Task First_of_an_empty_stream_fails_or_is_the_default()
    {
        await Source.Empty<int>().RunWith(Sink.First<int>(), Materializer).Soon().ShouldThrowAsync<NoSuchElementException>();
        (await Source.Empty<int>().RunWith(Sink.FirstOrDefault<int>(), Materializer).Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task First_cancels_the_rest() =>
        (await Source.Repeat(3).RunWith(Sink.First<int>(), Materializer).Soon()).ShouldBe(3);

    [Fact]
    public async Task Aggregate_folds_all() =>
        (await Numbers.RunWith(Sink.Aggregate<int, int>(100, (sum, n) => sum + n), Materializer).Soon()).ShouldBe(115);

    [Fact]
    public async Task For_each_sees_all_in_order()
    {
        var seen = new List<int>();
        await Numbers.RunForeach(seen.Add, Materializer).Soon();
        seen.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task For_each_that_throws_fails_its_task() =>
        await Numbers.RunForeach(_ => throw new Boom(), Materializer).Soon().ShouldThrowAsync<Boom>();

    [Fact]
    public async Task For_each_async_is_done_when_all_its_work_is()
    {
        var done = 0;
        await Numbers.RunWith(Sink.ForEachAsync<int>(2, async _ =>
        {
            await Task.Delay(5);
            Interlocked.Increment(ref done);
        }), Materializer).Soon();
        done.ShouldBe(5);
    }

    [Fact]
    public async Task On_complete_is_called_with_the_end()
    {
        var success = new TaskCompletionSource();
        var failure = new TaskCompletionSource<Exception>();
        Numbers.RunWith(Sink.OnComplete<int>(success.SetResult, _ => { }), Materializer);
        Source.Failed<int>(new Boom()).RunWith(Sink.OnComplete<int>(() => { }, failure.SetResult), Materializer);
        await success.Task.Soon();
        (await failure.Task.Soon()).ShouldBeOfType<Boom>();
    }

    [Fact]
    public void Actor_ref_tells_each_element_and_the_end()
    {
        Numbers.RunWith(Sink.ActorRef<int>(TestActor, "done", e => e), Materializer);
        for (var n = 1; n <= 5; n++) ExpectMsg(n);
        ExpectMsg("done");
    }

    [Fact]
    public void Actor_ref_tells_a_failure()
    {
        Source.Failed<int>(new Boom()).RunWith(Sink.ActorRef<int>(TestActor, "done", e => $"failed: {e.Message}"), Materializer);
        ExpectMsg("failed: boom");
    }

    [Fact]
    public async Task An_actor_ref_that_stops_cancels_its_stream()
    {
        var target = CreateTestProbe();
        var ended = Source.Never<int>().WatchTermination((_, end) => end).To(Sink.ActorRef<int>(target.Ref, "done", e => e)).Run(Materializer);
        await AWhile;
        Sys.Stop(target.Ref);
        await ended.Soon();
    }

    [Fact]
    public void Actor_ref_with_ack_tells_the_next_element_only_after_the_answer()
    {
        Numbers.Take(2).RunWith(Sink.ActorRefWithAck<int>(TestActor, "init", "ack", "done"), Materializer);
        ExpectMsg("init");
        var stream = LastSender;
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        stream.Tell("ack");
        ExpectMsg(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        stream.Tell("ack");
        ExpectMsg(2);
        stream.Tell("ack");
        ExpectMsg("done");
    }

    [Fact]
    public async Task A_channel_carries_a_stream_out_and_in()
    {
        var reader = Numbers.RunWith(ChannelSink.AsReader<int>(2), Materializer);
        (await ChannelSource.FromReader(reader).RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_channels_writer_feeds_a_stream_and_ends_it()
    {
        var (writer, seen) = ChannelSource.Create<int>(2).ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        for (var n = 0; n < 20; n++) await writer.WriteAsync(n);
        writer.Complete();
        (await seen.Soon()).ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task A_full_channel_holds_its_stream_back()
    {
        var produced = 0;
        var reader = Source.From(Enumerable.Range(0, 1000)).Select(n =>
        {
            Interlocked.Increment(ref produced);
            return n;
        }).RunWith(ChannelSink.AsReader<int>(4), Materializer);
        await Eventually(() => Volatile.Read(ref produced) >= 4);
        await AWhile;
        Volatile.Read(ref produced).ShouldBeLessThan(64);
        var read = 0;
        await foreach (var _ in reader.ReadAllAsync()) read++;
        read.ShouldBe(1000);
    }

    [Fact]
    public async Task A_failed_stream_fails_its_channel()
    {
        var reader = Source.Failed<int>(new Boom()).RunWith(ChannelSink.AsReader<int>(4), Materializer);
        await reader.Completion.Soon().ShouldThrowAsync<Boom>();
    }

    [Fact]
    public async Task A_stream_can_be_enumerated_and_left()
    {
        var closed = new TaskCompletionSource();
        var source = Source.Repeat(1).WatchTermination((mat, end) =>
        {
            end.ContinueWith(_ => closed.TrySetResult());
            return mat;
        });
        var count = 0;
        await foreach (var _ in source.RunAsAsyncEnumerable(Materializer))
            if (++count == 10) break;
        await closed.Task.Soon();
    }
}
