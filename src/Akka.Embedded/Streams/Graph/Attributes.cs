using Akka.Streams.Supervision;

namespace Akka.Streams;

/// <summary>What is said about a graph beside its structure. The most specific one comes last, and holds.</summary>
public sealed class Attributes(params Attributes.IAttribute[] attributes)
{
    public interface IAttribute;

    public static readonly Attributes None = new();

    public IEnumerable<IAttribute> AttributeList => attributes;

    public Attributes And(Attributes other) => other == None ? this : new Attributes([.. attributes, .. other.AttributeList]);

    public TAttr? GetAttribute<TAttr>() where TAttr : class, IAttribute => attributes.OfType<TAttr>().LastOrDefault();
}

public static class ActorAttributes
{
    public sealed class SupervisionStrategy(Decider decider) : Attributes.IAttribute
    {
        public readonly Decider Decider = decider;
    }

    public static Attributes CreateSupervisionStrategy(Decider strategy) => new(new SupervisionStrategy(strategy));

    internal static Decider Decider(this Attributes attributes) =>
        attributes.GetAttribute<SupervisionStrategy>()?.Decider ?? Deciders.StoppingDecider;
}
