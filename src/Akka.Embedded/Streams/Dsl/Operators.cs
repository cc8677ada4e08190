using Akka.Embedded.Streams;
using Akka.Streams.Supervision;

namespace Akka.Streams.Dsl;

/// <summary>What the operators of sources and those of flows have in common.</summary>
internal static class Operators
{
    /// <summary>A flow of one stage.</summary>
    internal static Flow<TIn, TOut, NotUsed> Single<TIn, TOut>(Func<Attributes, Linear<TIn, TOut>> stage) =>
        new((into, attributes, from, to) =>
        {
            into.Add(stage(attributes)).Connect(from, to);
            return NotUsed.Instance;
        });

    internal static Flow<T, T, Task<Done>> WatchTermination<T>() => new((into, _, from, to) =>
    {
        var stage = into.Add(new WatchTermination<T>());
        stage.Connect(from, to);
        return stage.Ended;
    });

    internal static SelectMany<TIn, TState> Scan<TIn, TState>(TState zero, Func<TState, TIn, TState> scan, Decider decider) =>
        new(() =>
        {
            var state = zero;
            return new(element => [state = scan(state, element)], First: [zero]);
        }, decider);

    internal static SelectMany<TIn, TState> Aggregate<TIn, TState>(TState zero, Func<TState, TIn, TState> fold, Decider decider) =>
        new(() =>
        {
            var state = zero;
            return new(element =>
            {
                state = fold(state, element);
                return [];
            }, End: () => [state]);
        }, decider);

    internal static SelectMany<T, IEnumerable<T>> Grouped<T>(int size) =>
        new(() =>
        {
            var group = new List<T>(size);
            return new(element =>
            {
                group.Add(element);
                if (group.Count < size) return [];
                var full = group;
                group = new List<T>(size);
                return [full];
            }, End: () => group.Count > 0 ? [group] : []);
        }, Deciders.StoppingDecider);
}
