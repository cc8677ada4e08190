using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back. The identifier stands beside the bytes in every store: it never changes.</summary>
public abstract class Serializer
{
    protected readonly ExtendedActorSystem system;

    protected Serializer(ExtendedActorSystem system) => this.system = system;

    public virtual int Identifier => throw new NotSupportedException($"{GetType()} has no Identifier.");

    /// <summary>Whether the type is needed to read the bytes.</summary>
    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);
}

/// <summary>A serializer that names what it wrote in its own words rather than by type.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system) { }

    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, type.AssemblyQualifiedName!);

    public abstract object FromBinary(byte[] bytes, string manifest);

    public abstract string Manifest(object o);
}
