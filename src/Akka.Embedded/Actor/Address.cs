namespace Akka.Actor;

/// <summary>Where an actor system is. In one process there is only the local form, akka://system.</summary>
public sealed class Address(string protocol, string system, string? host = null, int? port = null) : IEquatable<Address>
{
    public string Protocol { get; } = protocol;

    public string System { get; } = system;

    public string? Host { get; } = host;

    public int? Port { get; } = port;

    public bool Equals(Address? other) =>
        other is not null && Protocol == other.Protocol && System == other.System && Host == other.Host && Port == other.Port;

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    public override string ToString() => Host is null ? $"{Protocol}://{System}" : $"{Protocol}://{System}@{Host}:{Port}";
}
