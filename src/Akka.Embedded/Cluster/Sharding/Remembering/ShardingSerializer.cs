using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Cluster.Sharding.Remembering;

/// <summary>Remembered ids in the bytes that Akka.NET has for them: a protobuf message whose field 1 is each id.</summary>
internal sealed class ShardingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const byte IdField = 0x0A;
    private const byte MarkerField = 0x10;

    internal static readonly Type[] Types =
        [typeof(EntitiesStarted), typeof(EntitiesStopped), typeof(EntitiesSnapshot), typeof(ShardsMarker), typeof(ShardsSnapshot)];

    public override int Identifier => 13;

    public override string Manifest(object o) => o switch
    {
        EntitiesStarted => "CE",
        EntitiesStopped => "CF",
        EntitiesSnapshot => "CA",
        ShardsMarker => "SM",
        ShardsSnapshot => "SS",
        _ => throw new ArgumentException($"Can't serialize an object of type {o.GetType()}.", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        EntitiesStarted started => Write(started.Ids),
        EntitiesStopped stopped => Write(stopped.Ids),
        EntitiesSnapshot snapshot => Write(snapshot.Ids),
        ShardsSnapshot snapshot => [.. Write(snapshot.Ids), MarkerField, 1],
        _ => [],
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "CE" => new EntitiesStarted(Read(bytes)),
        "CF" => new EntitiesStopped(Read(bytes)),
        "CA" => new EntitiesSnapshot(Read(bytes)),
        "SM" => new ShardsMarker(),
        "SS" => new ShardsSnapshot(Read(bytes)),
        _ => throw new SerializationException(
            $"The journal of a shard region holds [{manifest}] of serializer [{Identifier}], which is of a cluster. "
            + "Build with AkkaEngine=packages, or give this engine a journal of its own."),
    };

    private static byte[] Write(IReadOnlyCollection<string> ids)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var id in ids)
        {
            var text = Encoding.UTF8.GetBytes(id);
            writer.Write(IdField);
            writer.Write7BitEncodedInt(text.Length);
            writer.Write(text);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    private static List<string> Read(byte[] bytes)
    {
        var ids = new List<string>();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
        {
            if (reader.ReadByte() == IdField) ids.Add(Encoding.UTF8.GetString(reader.ReadBytes(reader.Read7BitEncodedInt())));
            else reader.Read7BitEncodedInt();
        }
        return ids;
    }
}
