using System.Collections.Immutable;
using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

public static class Sink
{
    public static Sink<TIn, Task<Done>> Ignore<TIn>() => ForEach<TIn>(_ => { });

    public static Sink<TIn, Task<Done>> ForEach<TIn>(Action<TIn> action) => Promised<TIn, Done>(() => (action, () => Done.Instance));

    public static Sink<TIn, Task<IImmutableList<TIn>>> Seq<TIn>() => Promised<TIn, IImmutableList<TIn>>(() =>
    {
        var all = ImmutableList.CreateBuilder<TIn>();
        return (all.Add, all.ToImmutable);
    });

    private static Sink<TIn, Task<TOut>> Promised<TIn, TOut>(Func<(Action<TIn> Take, Func<TOut> Result)> make) => new((into, attributes, from) =>
    {
        var (take, result) = make();
        var sink = into.Add(new PromiseSink<TIn, TOut>(take, result, attributes.Decider));
        sink.Connect(from);
        return sink.Result;
    });
}
