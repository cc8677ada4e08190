using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

internal delegate TMat BuildSource<TOut, out TMat>(Interpreter into, Attributes attributes, Link<TOut> to);

/// <summary>A blueprint with one output.</summary>
public sealed class Source<TOut, TMat> : IGraph<SourceShape<TOut>, TMat>
{
    private readonly BuildSource<TOut, TMat> _build;
    private readonly Attributes _attributes;

    internal Source(BuildSource<TOut, TMat> build, Attributes? attributes = null) =>
        (_build, _attributes) = (build, attributes ?? Attributes.None);

    internal TMat Build(Interpreter into, Attributes inherited, Link<TOut> to) => _build(into, inherited.And(_attributes), to);

    internal Source<TOut2, TMat> Append<TOut2>(Func<Attributes, Linear<TOut, TOut2>> stage) => Via(Flow.OfOne(stage));

    public Source<TOut2, TMat> Via<TOut2, TMat2>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow) => ViaMaterialized(flow, Keep.Left);

    public Source<TOut2, TMat3> ViaMaterialized<TOut2, TMat2, TMat3>(IGraph<FlowShape<TOut, TOut2>, TMat2> flow,
        Func<TMat, TMat2, TMat3> combine) =>
        new((into, attributes, to) =>
        {
            var link = into.Link<TOut>();
            return combine(Build(into, attributes, link), flow.Flow().Build(into, attributes, link, to));
        });

    public IRunnableGraph<TMat> To<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink) => ToMaterialized(sink, Keep.Left);

    public IRunnableGraph<TMat3> ToMaterialized<TMat2, TMat3>(IGraph<SinkShape<TOut>, TMat2> sink, Func<TMat, TMat2, TMat3> combine) =>
        new RunnableGraph<TMat3>((into, attributes) =>
        {
            var link = into.Link<TOut>();
            return combine(Build(into, attributes, link), sink.Sink().Build(into, attributes, link));
        });

    public TMat2 RunWith<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink, IMaterializer materializer) =>
        ToMaterialized(sink, Keep.Right).Run(materializer);

    public Task RunForeach(Action<TOut> action, IMaterializer materializer) => RunWith(Sink.ForEach(action), materializer);

    public Source<TOut, TMat> WithAttributes(Attributes attributes) => new(_build, attributes);
}
