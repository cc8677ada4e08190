namespace Akka.Persistence.Store;

/// <summary>An event or a snapshot as bytes, with what is needed to read it again.</summary>
internal readonly record struct StoredPayload(byte[] Bytes, string Manifest, int SerializerId)
{
    internal static StoredPayload Of(object payload, Serialization.Serialization serialization)
    {
        var serializer = serialization.FindSerializerFor(payload);
        return new StoredPayload(serializer.ToBinary(payload), Serialization.Serialization.ManifestFor(serializer, payload), serializer.Identifier);
    }

    internal object Read(Serialization.Serialization serialization) => serialization.Deserialize(Bytes, SerializerId, Manifest);
}

/// <summary>An event as it was stored, made an object again.</summary>
internal readonly record struct StoredEvent(long SequenceNr, object Payload, string Manifest);

/// <summary>
/// Consecutive events of one actor. <paramref name="Last"/> is the highest sequence number that was seen, deleted events included;
/// a <paramref name="Failure"/> stands where the event after the last one could not be read.
/// </summary>
internal sealed record EventPage(List<StoredEvent> Events, long Last, bool IsLast, Exception? Failure = null);
