namespace Akka.Persistence.Query;

/// <summary>A place in a journal to go on from; what stands at it was seen already.</summary>
public abstract class Offset
{
    public static Offset NoOffset() => Query.NoOffset.Instance;

    public static Offset Sequence(long value) => new Sequence(value);
}

public sealed class NoOffset : Offset
{
    private NoOffset() { }

    public static NoOffset Instance { get; } = new();
}

public sealed class Sequence(long value) : Offset
{
    public long Value { get; } = value;

    public override bool Equals(object? obj) => obj is Sequence other && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();
}
