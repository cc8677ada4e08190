using System.Collections.Immutable;
using Akka.Actor;
using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

public static class Sink
{
    public static Sink<TIn, Task<Done>> Ignore<TIn>() => Promised<TIn, Done>(() => (_ => true, () => Done.Instance));

    public static Sink<TIn, Task<IImmutableList<TIn>>> Seq<TIn>() => Promised<TIn, IImmutableList<TIn>>(() =>
    {
        var all = ImmutableList.CreateBuilder<TIn>();
        return (element =>
        {
            all.Add(element);
            return true;
        }, all.ToImmutable);
    });

    public static Sink<TIn, Task<TIn>> First<TIn>() => One<TIn>(first: true, () => throw new NoSuchElementException("First of empty stream"));

    public static Sink<TIn, Task<TIn>> FirstOrDefault<TIn>() => One<TIn>(first: true, () => default!);

    public static Sink<TIn, Task<TIn>> Last<TIn>() => One<TIn>(first: false, () => throw new NoSuchElementException("Last of empty stream"));

    public static Sink<TIn, Task<TOut>> Aggregate<TIn, TOut>(TOut zero, Func<TOut, TIn, TOut> aggregate) =>
        Flow.Create<TIn>().Aggregate(zero, aggregate).ToMaterialized(First<TOut>(), Keep.Right);

    public static Sink<TIn, Task<Done>> ForEach<TIn>(Action<TIn> action) =>
        Flow.FromFunction<TIn, NotUsed>(element =>
        {
            action(element);
            return NotUsed.Instance;
        }).ToMaterialized(Ignore<NotUsed>(), Keep.Right);

    public static Sink<TIn, Task<Done>> ForEachAsync<TIn>(int parallelism, Func<TIn, Task> action) =>
        Flow.Create<TIn>().SelectAsyncUnordered(parallelism, async element =>
        {
            await action(element);
            return NotUsed.Instance;
        }).ToMaterialized(Ignore<NotUsed>(), Keep.Right);

    public static Sink<TIn, NotUsed> OnComplete<TIn>(Action success, Action<Exception> failure) =>
        Ignore<TIn>().MapMaterializedValue(end =>
        {
            end.GetAwaiter().UnsafeOnCompleted(() =>
            {
                if (end.IsCompletedSuccessfully) success();
                else failure(end.Exception!.InnerException!);
            });
            return NotUsed.Instance;
        });

    public static Sink<TIn, NotUsed> Cancelled<TIn>() => Flow.Create<TIn>().Take(0).To(Ignore<TIn>());

    public static Sink<TIn, NotUsed> ActorRef<TIn>(IActorRef actorRef, object onCompleteMessage, Func<Exception, object> onFailureMessage) =>
        Plain(() => new ActorRefSink<TIn>(actorRef, null, null, onCompleteMessage, onFailureMessage));

    public static Sink<TIn, NotUsed> ActorRefWithAck<TIn>(IActorRef actorRef, object onInitMessage, object ackMessage, object onCompleteMessage,
        Func<Exception, object>? onFailureMessage = null) =>
        Plain(() => new ActorRefSink<TIn>(actorRef, onInitMessage, ackMessage, onCompleteMessage,
            onFailureMessage ?? (cause => new Status.Failure(cause))));

    private static Sink<TIn, Task<TIn>> One<TIn>(bool first, Func<TIn> none) => Promised<TIn, TIn>(() =>
    {
        var found = none;
        return (element =>
        {
            found = () => element;
            return !first;
        }, () => found());
    });

    private static Sink<TIn, Task<TOut>> Promised<TIn, TOut>(Func<(Func<TIn, bool> TakesMore, Func<TOut> Result)> make) =>
        new((into, _, from) =>
        {
            var (takesMore, result) = make();
            var sink = into.Add(new PromiseSink<TIn, TOut>(takesMore, result));
            sink.Connect(from);
            return sink.Result;
        });

    private static Sink<TIn, NotUsed> Plain<TIn>(Func<ActorRefSink<TIn>> stage) =>
        new((into, _, from) =>
        {
            into.Add(stage()).Connect(from);
            return NotUsed.Instance;
        });
}
