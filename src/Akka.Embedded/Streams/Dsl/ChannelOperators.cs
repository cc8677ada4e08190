using System.Threading.Channels;

namespace Akka.Streams.Dsl;

public static class ChannelSource
{
    public static Source<T, NotUsed> FromReader<T>(ChannelReader<T> reader) => Source.From(() => reader.ReadAllAsync());

    public static Source<T, ChannelWriter<T>> Create<T>(int bufferSize, bool singleWriter = false,
        BoundedChannelFullMode fullMode = BoundedChannelFullMode.Wait) =>
        new((into, attributes, to) =>
        {
            var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(bufferSize)
                { SingleWriter = singleWriter, SingleReader = true, FullMode = fullMode });
            FromReader(channel.Reader).Build(into, attributes, to);
            return channel;
        });
}

public static class ChannelSink
{
    public static Sink<T, NotUsed> FromWriter<T>(ChannelWriter<T> writer, bool isOwner) =>
        Flow.Create<T>().SelectAsync(1, async element =>
        {
            await writer.WriteAsync(element);
            return NotUsed.Instance;
        }).ToMaterialized(Sink.OnComplete<NotUsed>(
            () => _ = isOwner && writer.TryComplete(),
            cause => _ = isOwner && writer.TryComplete(cause)), Keep.Right);

    public static Sink<T, ChannelReader<T>> AsReader<T>(int bufferSize, bool singleReader = false,
        BoundedChannelFullMode fullMode = BoundedChannelFullMode.Wait) =>
        new((into, attributes, from) =>
        {
            var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(bufferSize)
                { SingleWriter = true, SingleReader = singleReader, FullMode = fullMode });
            FromWriter(channel.Writer, isOwner: true).Build(into, attributes, from);
            return channel;
        });
}
