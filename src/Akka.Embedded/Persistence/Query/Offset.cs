namespace Akka.Persistence.Query;

/// <summary>A place in a journal to go on from; what stands at it was seen already.</summary>
public abstract class Offset : IComparable<Offset>
{
    public static Offset NoOffset() => Query.NoOffset.Instance;

    public static Offset Sequence(long value) => new Sequence(value);

    public abstract int CompareTo(Offset? other);
}

public sealed class NoOffset : Offset
{
    private NoOffset() { }

    public static NoOffset Instance { get; } = new();

    public override int CompareTo(Offset? other) =>
        other is NoOffset ? 0 : throw new InvalidOperationException($"There is no order between no offset and {other}.");
}

public sealed class Sequence(long value) : Offset, IComparable<Sequence>
{
    public long Value { get; } = value;

    public int CompareTo(Sequence? other) => Value.CompareTo(other?.Value);

    public override int CompareTo(Offset? other) =>
        other is Sequence sequence ? CompareTo(sequence) : throw new InvalidOperationException($"There is no order between a sequence and {other}.");

    public override bool Equals(object? obj) => obj is Sequence other && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();
}
