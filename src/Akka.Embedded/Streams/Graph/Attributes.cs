using Akka.Streams.Supervision;

namespace Akka.Streams;

/// <summary>What is said about a graph beside its structure: how it takes exceptions. The innermost word holds.</summary>
public sealed class Attributes
{
    internal static readonly Attributes None = new(null);

    private readonly Decider? _decider;

    internal Attributes(Decider? decider) => _decider = decider;

    internal Decider Decider => _decider ?? Deciders.StoppingDecider;

    internal Attributes And(Attributes inner) => inner._decider is null ? this : inner;
}

public static class ActorAttributes
{
    public static Attributes CreateSupervisionStrategy(Decider strategy) => new(strategy);
}
