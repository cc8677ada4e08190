namespace Akka.Persistence.Store;

/// <summary>An event or a snapshot as bytes, with what is needed to read it again.</summary>
internal readonly record struct StoredPayload(byte[] Bytes, string Manifest, int SerializerId);
