namespace Akka.Util;

/// <summary>A value, or none.</summary>
public readonly struct Option<T>
{
    public static readonly Option<T> None = default;

    public Option(T value) => (Value, HasValue) = (value, true);

    public bool HasValue { get; }

    public T Value { get; }

    public static implicit operator Option<T>(T value) => new(value);

    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;

    public override string ToString() => HasValue ? $"Some<{Value}>" : "None";
}
