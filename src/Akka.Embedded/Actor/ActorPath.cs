namespace Akka.Actor;

/// <summary>The place of an actor in the tree: akka://system/user/parent/child.</summary>
public abstract class ActorPath : IEquatable<ActorPath>
{
    internal const long NoUid = 0;

    private const string ValidSymbolChars = "\"-_.*$+:@&=,!~';()";

    private protected ActorPath(string name, long uid) => (Name, Uid) = (name, uid);

    public string Name { get; }

    public long Uid { get; }

    public abstract ActorPath Parent { get; }

    public abstract ActorPath Root { get; }

    public abstract Address Address { get; }

    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new List<string>();
            for (var path = this; path is ChildActorPath; path = path.Parent) elements.Add(path.Name);
            elements.Reverse();
            return elements;
        }
    }

    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || c == '%' || ValidSymbolChars.Contains(c));

    public static ActorPath operator /(ActorPath path, string name) => new ChildActorPath(path, name, NoUid);

    public string ToStringWithoutAddress() => this is ChildActorPath ? "/" + string.Join('/', Elements) : "/";

    public string ToSerializationFormat() => $"{ToString()}#{Uid}";

    public bool Equals(ActorPath? other)
    {
        ActorPath? left = this;
        while (true)
        {
            if (ReferenceEquals(left, other)) return true;
            if (other is null || left.Name != other.Name || left is RootActorPath != other is RootActorPath) return false;
            if (left is RootActorPath) return left.Address.Equals(other.Address);
            (left, other) = (left.Parent, other.Parent);
        }
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var path = this; ; path = path.Parent)
        {
            hash.Add(path.Name);
            if (path is RootActorPath) return hash.ToHashCode();
        }
    }

    public override string ToString() => Address + ToStringWithoutAddress();
}

public sealed class RootActorPath(Address address, string name = "") : ActorPath(name, NoUid)
{
    public override Address Address => address;

    /// <summary>The system that the path is in, for paths of living actors.</summary>
    internal ActorSystemImpl? System { get; init; }

    public override ActorPath Parent => this;

    public override ActorPath Root => this;
}

public sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(name, uid)
{
    public override ActorPath Parent => parentPath;

    public override ActorPath Root => parentPath.Root;

    public override Address Address => parentPath.Address;
}
