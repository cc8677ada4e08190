using Akka.Embedded.Streams;
using Akka.Streams.Supervision;
using Akka.Util;

namespace Akka.Streams.Dsl;

public static class FlowOperations
{
    public static Flow<TUp, TOut, TMat> Select<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow, Func<TIn, TOut> mapper) =>
        flow.Append(a => new Select<TIn, TOut>(mapper, a.Decider()));
    public static Flow<TUp, T, TMat> Where<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, Predicate<T> predicate) =>
        flow.Append(a => new Where<T>(predicate, a.Decider()));
    public static Flow<TUp, TOut, TMat> SelectMany<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        Func<TIn, IEnumerable<TOut>> mapConcater) =>
        flow.Append(a => new SelectMany<TIn, TOut>(() => new(mapConcater), a.Decider()));
    public static Flow<TUp, TOut, TMat> SelectAsync<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, true, asyncMapper, a.Decider()));
    public static Flow<TUp, TOut, TMat> SelectAsyncUnordered<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, false, asyncMapper, a.Decider()));
    public static Flow<TUp, T, TMat> Take<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, long n) =>
        flow.Append(_ => new Take<T>(n));
    public static Flow<TUp, T, TMat> TakeWhile<TUp, T, TMat>(this Flow<TUp, T, TMat> flow,
        Predicate<T> predicate, bool inclusive = false) =>
        flow.Append(a => new TakeWhile<T>(predicate, inclusive, a.Decider()));
    public static Flow<TUp, T, TMat> Skip<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, long n) =>
        flow.Append(_ => new Skip<T>(n));
    public static Flow<TUp, TOut, TMat> Scan<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow, TOut zero, Func<TOut, TIn, TOut> scan) =>
        flow.Append(a => Operators.Scan(zero, scan, a.Decider()));
    public static Flow<TUp, TOut, TMat> Aggregate<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        TOut zero, Func<TOut, TIn, TOut> fold) =>
        flow.Append(a => Operators.Aggregate(zero, fold, a.Decider()));
    public static Flow<TUp, IEnumerable<T>, TMat> Grouped<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, int n) =>
        flow.Append(_ => Operators.Grouped<T>(n));
    public static Flow<TUp, IEnumerable<T>, TMat> GroupedWithin<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, int n, TimeSpan timeout) =>
        flow.Append(_ => new GroupedWithin<T>(n, timeout));
    public static Flow<TUp, TOut, TMat> Batch<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        long max, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> aggregate) =>
        flow.Append(a => new Batch<TIn, TOut>(max, _ => 1, seed, aggregate, a.Decider()));
    public static Flow<TUp, TOut, TMat> BatchWeighted<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow,
        long max, Func<TIn, long> costFunction, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> aggregate) =>
        flow.Append(a => new Batch<TIn, TOut>(max, costFunction, seed, aggregate, a.Decider()));
    public static Flow<TUp, T, TMat> Conflate<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, Func<T, T, T> aggregate) =>
        flow.Append(a => new Batch<T, T>(long.MaxValue, _ => 0, element => element, aggregate, a.Decider()));
    public static Flow<TUp, T, TMat> Buffer<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, int size, OverflowStrategy strategy) =>
        flow.Append(_ => new Buffer<T>(size, strategy));
    public static Flow<TUp, T, TMat> Throttle<TUp, T, TMat>(this Flow<TUp, T, TMat> flow,
        int elements, TimeSpan per, int maximumBurst, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(elements, per, maximumBurst, _ => 1, mode));
    public static Flow<TUp, T, TMat> Throttle<TUp, T, TMat>(this Flow<TUp, T, TMat> flow,
        int cost, TimeSpan per, int maximumBurst, Func<T, int> calculateCost, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(cost, per, maximumBurst, calculateCost, mode));
    public static Flow<TUp, T, TMat> Recover<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, Func<Exception, Option<T>> partialFunc) =>
        flow.Append(_ => new Recover<T>(partialFunc));
    public static Flow<TUp, TOut, TMat> Merge<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow, IGraph<SourceShape<TOut>, TMat> other,
        bool eagerComplete = false) where TIn : TOut =>
        flow.Append(_ => new Select<TIn, TOut>(element => element, Deciders.StoppingDecider))
            .Via(Join<TOut>.With(other, () => new Merge<TOut>(eagerComplete)));
    public static Flow<TUp, T, TMat> Concat<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, IGraph<SourceShape<T>, TMat> other) =>
        flow.Via(Join<T>.With(other, () => new Concat<T>()));
    public static Flow<TUp, T, TMat2> WatchTermination<TUp, T, TMat, TMat2>(this Flow<TUp, T, TMat> flow,
        Func<TMat, Task<Done>, TMat2> materializerFunction) =>
        flow.ViaMaterialized(Operators.WatchTermination<T>(), materializerFunction);
}
