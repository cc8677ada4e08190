using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

internal delegate TMat BuildFlow<TIn, TOut, out TMat>(Interpreter into, Attributes attributes, Link<TIn> from, Link<TOut> to);

/// <summary>A blueprint with one input and one output.</summary>
public sealed class Flow<TIn, TOut, TMat> : IGraph<FlowShape<TIn, TOut>, TMat>
{
    private readonly BuildFlow<TIn, TOut, TMat> _build;
    private readonly Attributes _attributes;

    internal Flow(BuildFlow<TIn, TOut, TMat> build, Attributes? attributes = null) =>
        (_build, _attributes) = (build, attributes ?? Attributes.None);

    internal TMat Build(Interpreter into, Attributes inherited, Link<TIn> from, Link<TOut> to) =>
        _build(into, inherited.And(_attributes), from, to);

    internal Flow<TIn, TOut2, TMat> Append<TOut2>(Func<Attributes, Linear<TOut, TOut2>> stage) => Via(Operators.Single(stage));

    public Flow<TIn, TOut2, TMat> Via<TOut2, TMat2>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow) => ViaMaterialized(flow, Keep.Left);

    public Flow<TIn, TOut2, TMat3> ViaMaterialized<TOut2, TMat2, TMat3>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow,
        Func<TMat, TMat2, TMat3> combine) =>
        new((into, attributes, from, to) =>
        {
            var link = into.Link<TOut>();
            return combine(Build(into, attributes, from, link), flow.Flow().Build(into, attributes, link, to));
        });

    public Sink<TIn, TMat> To<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink) => ToMaterialized(sink, Keep.Left);

    public Sink<TIn, TMat3> ToMaterialized<TMat2, TMat3>(IGraph<SinkShape<TOut>, TMat2> sink, Func<TMat, TMat2, TMat3> combine) =>
        new((into, attributes, from) =>
        {
            var link = into.Link<TOut>();
            return combine(Build(into, attributes, from, link), sink.Sink().Build(into, attributes, link));
        });

    public Flow<TIn, TOut, TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc) =>
        new((into, attributes, from, to) => mapFunc(Build(into, attributes, from, to)));

    public Flow<TIn, TOut, TMat> WithAttributes(Attributes attributes) => new(_build, attributes);

    public Flow<TIn, TOut, TMat> AddAttributes(Attributes attributes) => new(_build, _attributes.And(attributes));
}

public static class Flow
{
    public static Flow<T, T, NotUsed> Create<T>() => FromFunction<T, T>(element => element);

    public static Flow<TIn, TOut, NotUsed> FromFunction<TIn, TOut>(Func<TIn, TOut> function) =>
        Operators.Single<TIn, TOut>(attributes => new Select<TIn, TOut>(function, attributes.Decider()));
}
