using Akka.Actor;
using Akka.Embedded.Streams;
using Akka.Util;

namespace Akka.Streams.Dsl;

public static class Source
{
    public static Source<T, NotUsed> From<T>(IEnumerable<T> enumerable) => FromEnumerator(enumerable.GetEnumerator);

    public static Source<T, NotUsed> From<T>(Func<IAsyncEnumerable<T>> asyncEnumerable) =>
        Single(() => new FromAsyncSequence<T>(asyncEnumerable));

    public static Source<T, NotUsed> FromEnumerator<T>(Func<IEnumerator<T>> enumeratorFactory) =>
        Single(() => new FromSequence<T>(enumeratorFactory));

    public static Source<T, NotUsed> FromTask<T>(Task<T> task) =>
        UnfoldAsync(false, async over => over ? Option<(bool, T)>.None : (true, await task));

    public static Source<T, NotUsed> Single<T>(T element) => From([element]);

    public static Source<T, NotUsed> Repeat<T>(T element) => Unfold(element, same => new Option<(T, T)>((same, same)));

    public static Source<T, NotUsed> Empty<T>() => From<T>([]);

    public static Source<T, NotUsed> Never<T>() => FromTask(new TaskCompletionSource<T>().Task);

    public static Source<T, NotUsed> Failed<T>(Exception cause) => FromEnumerator<T>(() => throw cause);

    public static Source<TElem, NotUsed> Unfold<TState, TElem>(TState state, Func<TState, Option<(TState, TElem)>> unfold) =>
        UnfoldAsync(state, s => Task.FromResult(unfold(s)));

    public static Source<TElem, NotUsed> UnfoldAsync<TState, TElem>(TState state, Func<TState, Task<Option<(TState, TElem)>>> unfoldAsync)
    {
        return From(Steps);

        async IAsyncEnumerable<TElem> Steps()
        {
            var step = await unfoldAsync(state);
            while (step.HasValue)
            {
                yield return step.Value.Item2;
                step = await unfoldAsync(step.Value.Item1);
            }
        }
    }

    public static Source<T, ICancelable> Tick<T>(TimeSpan initialDelay, TimeSpan interval, T tick) =>
        new((into, attributes, to) =>
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

    private static Source<T, NotUsed> Single<T>(Func<Origin<T>> stage) =>
        new((into, _, to) =>
        {
            into.Add(stage()).Connect(to);
            return NotUsed.Instance;
        });
}
