using System.Threading.Channels;
using Akka.Actor;
using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

public static class Source
{
    public static Source<T, NotUsed> From<T>(IEnumerable<T> enumerable) => Single(() => new FromSequence<T>(enumerable.GetEnumerator));

    public static Source<T, NotUsed> From<T>(Func<IAsyncEnumerable<T>> asyncEnumerable) => Single(() => new FromAsyncSequence<T>(asyncEnumerable));

    public static Source<T, NotUsed> Single<T>(T element) => From([element]);

    public static Source<T, NotUsed> Empty<T>() => From<T>([]);

    public static Source<T, NotUsed> Failed<T>(Exception cause) => Single(() => new FromSequence<T>(() => throw cause));

    public static Source<T, ICancelable> Tick<T>(TimeSpan initialDelay, TimeSpan interval, T tick) => new((into, attributes, to) =>
    {
        var cancelable = new Cancelable(into.System.Scheduler);
        var ticks = into.Link<T>();
        into.Add(new TickSource<T>(initialDelay, interval, tick)).Connect(ticks);
        into.Add(new KillStage<T>(cancelable.Token, () => null)).Connect(ticks, to);
        return cancelable;
    });

    public static Source<T, ISourceQueueWithComplete<T>> Queue<T>(int bufferSize, OverflowStrategy overflowStrategy)
    {
        if (bufferSize == 0 && overflowStrategy != OverflowStrategy.Backpressure)
            throw new ArgumentException("A queue without a buffer can only hold its offers back: OverflowStrategy.Backpressure.");
        return new((into, _, to) =>
        {
            var queue = into.Add(new QueueSource<T>(bufferSize, overflowStrategy));
            queue.Connect(to);
            return queue;
        });
    }

    private static Source<T, NotUsed> Single<T>(Func<Origin<T>> stage) => new((into, _, to) =>
    {
        into.Add(stage()).Connect(to);
        return NotUsed.Instance;
    });
}

public static class ChannelSource
{
    public static Source<T, NotUsed> FromReader<T>(ChannelReader<T> reader) => Source.From(() => reader.ReadAllAsync());
}
