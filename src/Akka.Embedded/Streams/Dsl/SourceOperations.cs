using Akka.Embedded.Streams;
using Akka.Streams.Supervision;
using Akka.Util;

namespace Akka.Streams.Dsl;

public static class SourceOperations
{
    public static Source<TOut, TMat> Select<TIn, TOut, TMat>(this Source<TIn, TMat> flow, Func<TIn, TOut> mapper) =>
        flow.Append(a => new Select<TIn, TOut>(mapper, a.Decider()));
    public static Source<T, TMat> Where<T, TMat>(this Source<T, TMat> flow, Predicate<T> predicate) =>
        flow.Append(a => new Where<T>(predicate, a.Decider()));
    public static Source<TOut, TMat> SelectMany<TIn, TOut, TMat>(this Source<TIn, TMat> flow, Func<TIn, IEnumerable<TOut>> mapConcater) =>
        flow.Append(a => new SelectMany<TIn, TOut>(() => new(mapConcater), a.Decider()));
    public static Source<TOut, TMat> SelectAsync<TIn, TOut, TMat>(this Source<TIn, TMat> flow,
        int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, true, asyncMapper, a.Decider()));
    public static Source<TOut, TMat> SelectAsyncUnordered<TIn, TOut, TMat>(this Source<TIn, TMat> flow,
        int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, false, asyncMapper, a.Decider()));
    public static Source<T, TMat> Take<T, TMat>(this Source<T, TMat> flow, long n) =>
        flow.Append(_ => new Take<T>(n));
    public static Source<T, TMat> TakeWhile<T, TMat>(this Source<T, TMat> flow, Predicate<T> predicate, bool inclusive = false) =>
        flow.Append(a => new TakeWhile<T>(predicate, inclusive, a.Decider()));
    public static Source<T, TMat> Skip<T, TMat>(this Source<T, TMat> flow, long n) =>
        flow.Append(_ => new Skip<T>(n));
    public static Source<TOut, TMat> Scan<TIn, TOut, TMat>(this Source<TIn, TMat> flow, TOut zero, Func<TOut, TIn, TOut> scan) =>
        flow.Append(a => Operators.Scan(zero, scan, a.Decider()));
    public static Source<TOut, TMat> Aggregate<TIn, TOut, TMat>(this Source<TIn, TMat> flow, TOut zero, Func<TOut, TIn, TOut> fold) =>
        flow.Append(a => Operators.Aggregate(zero, fold, a.Decider()));
    public static Source<IEnumerable<T>, TMat> Grouped<T, TMat>(this Source<T, TMat> flow, int n) =>
        flow.Append(_ => Operators.Grouped<T>(n));
    public static Source<IEnumerable<T>, TMat> GroupedWithin<T, TMat>(this Source<T, TMat> flow, int n, TimeSpan timeout) =>
        flow.Append(_ => new GroupedWithin<T>(n, timeout));
    public static Source<TOut, TMat> Batch<TIn, TOut, TMat>(this Source<TIn, TMat> flow,
        long max, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> aggregate) =>
        flow.Append(a => new Batch<TIn, TOut>(max, _ => 1, seed, aggregate, a.Decider()));
    public static Source<TOut, TMat> BatchWeighted<TIn, TOut, TMat>(this Source<TIn, TMat> flow,
        long max, Func<TIn, long> costFunction, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> aggregate) =>
        flow.Append(a => new Batch<TIn, TOut>(max, costFunction, seed, aggregate, a.Decider()));
    public static Source<T, TMat> Conflate<T, TMat>(this Source<T, TMat> flow, Func<T, T, T> aggregate) =>
        flow.Append(a => new Batch<T, T>(long.MaxValue, _ => 0, element => element, aggregate, a.Decider()));
    public static Source<T, TMat> Buffer<T, TMat>(this Source<T, TMat> flow, int size, OverflowStrategy strategy) =>
        flow.Append(_ => new Buffer<T>(size, strategy));
    public static Source<T, TMat> Throttle<T, TMat>(this Source<T, TMat> flow,
        int elements, TimeSpan per, int maximumBurst, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(elements, per, maximumBurst, _ => 1, mode));
    public static Source<T, TMat> Throttle<T, TMat>(this Source<T, TMat> flow,
        int cost, TimeSpan per, int maximumBurst, Func<T, int> calculateCost, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(cost, per, maximumBurst, calculateCost, mode));
    public static Source<T, TMat> Recover<T, TMat>(this Source<T, TMat> flow, Func<Exception, Option<T>> partialFunc) =>
        flow.Append(_ => new Recover<T>(partialFunc));
    public static Source<TOut, TMat> Merge<TIn, TOut, TMat>(this Source<TIn, TMat> flow, IGraph<SourceShape<TOut>, TMat> other,
        bool eagerComplete = false) where TIn : TOut =>
        flow.Append(_ => new Select<TIn, TOut>(element => element, Deciders.StoppingDecider))
            .Via(Join<TOut>.With(other, () => new Merge<TOut>(eagerComplete)));
    public static Source<T, TMat> Concat<T, TMat>(this Source<T, TMat> flow, IGraph<SourceShape<T>, TMat> other) =>
        flow.Via(Join<T>.With(other, () => new Concat<T>()));
    public static Source<T, TMat2> WatchTermination<T, TMat, TMat2>(this Source<T, TMat> flow,
        Func<TMat, Task<Done>, TMat2> materializerFunction) =>
        flow.ViaMaterialized(Operators.WatchTermination<T>(), materializerFunction);
}
