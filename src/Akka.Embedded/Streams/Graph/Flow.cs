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

    internal Flow<TIn, TOut2, TMat> Append<TOut2>(Func<Attributes, Linear<TOut, TOut2>> stage) => Via(Flow.OfOne(stage));

    public Flow<TIn, TOut2, TMat> Via<TOut2, TMat2>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow) => ViaMaterialized(flow, Keep.Left);

    public Flow<TIn, TOut2, TMat3> ViaMaterialized<TOut2, TMat2, TMat3>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow,
        Func<TMat, TMat2, TMat3> combine) =>
        new((into, attributes, from, to) =>
        {
            var link = into.Link<TOut>();
            return combine(Build(into, attributes, from, link), flow.Flow().Build(into, attributes, link, to));
        });

    public Flow<TIn, TOut, TMat> WithAttributes(Attributes attributes) => new(_build, attributes);
}

public static class Flow
{
    public static Flow<T, T, NotUsed> Create<T>() => OfOne<T, T>(_ => new Select<T, T>(element => element, Supervision.Deciders.StoppingDecider));

    /// <summary>A flow of one stage.</summary>
    internal static Flow<TIn, TOut, NotUsed> OfOne<TIn, TOut>(Func<Attributes, Linear<TIn, TOut>> stage) => new((into, attributes, from, to) =>
    {
        into.Add(stage(attributes)).Connect(from, to);
        return NotUsed.Instance;
    });
}
