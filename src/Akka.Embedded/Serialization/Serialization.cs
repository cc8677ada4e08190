using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Serialization;

/// <summary>A serializer, its name, and the types that it is for.</summary>
public sealed class SerializerDetails
{
    private SerializerDetails(Serializer serializer, ImmutableHashSet<Type> useFor) => (Serializer, UseFor) = (serializer, useFor);

    public Serializer Serializer { get; }

    public ImmutableHashSet<Type> UseFor { get; }

    public static SerializerDetails Create(string alias, Serializer serializer, ImmutableHashSet<Type> useFor) => new(serializer, useFor);
}

public sealed class SerializationSetup : Setup
{
    private SerializationSetup(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> create) => CreateSerializers = create;

    public Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> CreateSerializers { get; }

    public static SerializationSetup Create(Func<ExtendedActorSystem, ImmutableHashSet<SerializerDetails>> createSerializers) => new(createSerializers);
}

/// <summary>Which serializer is for which type, and which wrote what.</summary>
public class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _bound = new();
    private readonly ConcurrentDictionary<Type, Serializer> _found = new();
    private readonly ConcurrentDictionary<int, Serializer> _byId = new();

    public Serialization(ExtendedActorSystem system)
    {
        Bind(new NewtonSoftJsonSerializer(system), typeof(object));
        Bind(new ByteArraySerializer(system), typeof(byte[]));
        Bind(new StringSerializer(system), typeof(string));
        var setup = system.Settings.Setup.Get<SerializationSetup>();
        if (!setup.HasValue) return;
        foreach (var details in setup.Value.CreateSerializers(system)) Bind(details.Serializer, [.. details.UseFor]);
    }

    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) => _found.GetOrAdd(obj.GetType(), Find);

    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = ById(serializerId);
        if (serializer is SerializerWithStringManifest named) return named.FromBinary(bytes, manifest);
        if (string.IsNullOrEmpty(manifest)) return serializer.FromBinary(bytes, typeof(object));
        return serializer.FromBinary(bytes, TypeOf(manifest));
    }

    public static string ManifestFor(Serializer serializer, object msg) => serializer switch
    {
        SerializerWithStringManifest named => named.Manifest(msg),
        { IncludeManifest: true } => NewtonSoftJsonSerializer.ShortName(msg.GetType()),
        _ => "",
    };

    internal void Bind(Serializer serializer, params Type[] types)
    {
        var known = _byId.GetOrAdd(serializer.Identifier, serializer);
        if (known.GetType() != serializer.GetType())
            throw new ArgumentException($"{serializer.GetType()} and {known.GetType()} both have the identifier {serializer.Identifier}.");
        foreach (var type in types) _bound[type] = serializer;
        _found.Clear();
    }

    private Serializer ById(int id) => _byId.TryGetValue(id, out var serializer) ? serializer : throw new SerializationException(
        $"Cannot find serializer with id [{id}]. The most probable reason is that it is not registered with this actor system.");

    private static Type TypeOf(string manifest) => Type.GetType(manifest) ?? throw new SerializationException($"Cannot find manifest class [{manifest}].");

    // the type's own binding, else that of the nearest base, else of an interface, else everybody's
    private Serializer Find(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            if (_bound.TryGetValue(at, out var bound)) return bound;
        foreach (var contract in type.GetInterfaces())
            if (_bound.TryGetValue(contract, out var bound)) return bound;
        return _bound[typeof(object)];
    }
}
