using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Store;

/// <summary>Objects to bytes and back, by the serializers that the actor system is configured with.</summary>
internal sealed class PayloadCodec(ExtendedActorSystem system)
{
    internal StoredPayload Encode(object payload)
    {
        var serializer = system.Serialization.FindSerializerFor(payload);
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, payload);
        return new StoredPayload(serializer.ToBinary(payload), manifest, serializer.Identifier);
    }

    internal object Decode(StoredPayload stored) => system.Serialization.Deserialize(stored.Bytes, stored.SerializerId, stored.Manifest);
}
