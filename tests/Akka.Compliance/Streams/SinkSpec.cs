using System.Threading.Channels;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class SinkSpec : StreamSpec
{
    private static readonly Source<int, NotUsed> Numbers = Source.From(Enumerable.Range(1, 5));

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
    public async Task A_channels_writer_feeds_a_stream_and_ends_it()
    {
        var channel = Channel.CreateBounded<int>(2);
        var seen = ChannelSource.FromReader(channel.Reader).RunWith(Sink.Seq<int>(), Materializer);
        for (var n = 0; n < 20; n++) await channel.Writer.WriteAsync(n);
        channel.Writer.Complete();
        (await seen.Soon()).ShouldBe(Enumerable.Range(0, 20));
    }
}
