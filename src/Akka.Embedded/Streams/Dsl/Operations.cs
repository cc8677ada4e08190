using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

public static class SourceOperations
{
    public static Source<TOut, TMat> Select<TIn, TOut, TMat>(this Source<TIn, TMat> flow, Func<TIn, TOut> mapper) =>
        flow.Append(a => new Select<TIn, TOut>(mapper, a.Decider));

    public static Source<T, TMat> Where<T, TMat>(this Source<T, TMat> flow, Predicate<T> predicate) =>
        flow.Append(a => new Where<T>(predicate, a.Decider));

    public static Source<TOut, TMat> SelectAsync<TIn, TOut, TMat>(this Source<TIn, TMat> flow, int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, true, asyncMapper, a.Decider));

    public static Source<TOut, TMat> SelectAsyncUnordered<TIn, TOut, TMat>(this Source<TIn, TMat> flow, int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, false, asyncMapper, a.Decider));

    public static Source<T, TMat> Take<T, TMat>(this Source<T, TMat> flow, long n) => flow.Append(_ => new Take<T>(n));

    public static Source<IEnumerable<T>, TMat> GroupedWithin<T, TMat>(this Source<T, TMat> flow, int n, TimeSpan timeout) =>
        flow.Append(_ => new GroupedWithin<T>(n, timeout));

    public static Source<TOut, TMat> Batch<TIn, TOut, TMat>(this Source<TIn, TMat> flow, long max, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> aggregate) =>
        flow.Append(a => new Batch<TIn, TOut>(max, seed, aggregate, a.Decider));

    public static Source<T, TMat> Throttle<T, TMat>(this Source<T, TMat> flow, int elements, TimeSpan per, int maximumBurst, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(elements, per, maximumBurst, mode));
}

public static class FlowOperations
{
    public static Flow<TUp, TOut, TMat> Select<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow, Func<TIn, TOut> mapper) =>
        flow.Append(a => new Select<TIn, TOut>(mapper, a.Decider));

    public static Flow<TUp, T, TMat> Where<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, Predicate<T> predicate) =>
        flow.Append(a => new Where<T>(predicate, a.Decider));

    public static Flow<TUp, TOut, TMat> SelectAsync<TUp, TIn, TOut, TMat>(this Flow<TUp, TIn, TMat> flow, int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Append(a => new SelectAsync<TIn, TOut>(parallelism, true, asyncMapper, a.Decider));

    public static Flow<TUp, T, TMat> Throttle<TUp, T, TMat>(this Flow<TUp, T, TMat> flow, int elements, TimeSpan per, int maximumBurst, ThrottleMode mode) =>
        flow.Append(_ => new Throttle<T>(elements, per, maximumBurst, mode));
}
