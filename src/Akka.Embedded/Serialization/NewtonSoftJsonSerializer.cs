using System.Text;
using Akka.Actor;
using Newtonsoft.Json;

namespace Akka.Serialization;

/// <summary>JSON for whatever has no serializer of its own.</summary>
public class NewtonSoftJsonSerializer : Serializer
{
    private static readonly JsonSerializerSettings Json = new()
    {
        PreserveReferencesHandling = PreserveReferencesHandling.Objects,
        ObjectCreationHandling = ObjectCreationHandling.Replace,
        NullValueHandling = NullValueHandling.Ignore,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        MissingMemberHandling = MissingMemberHandling.Ignore,
        ConstructorHandling = ConstructorHandling.AllowNonPublicDefaultConstructor,
        TypeNameHandling = TypeNameHandling.All,
    };

    public NewtonSoftJsonSerializer(ExtendedActorSystem system)
        : base(system) { }

    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(obj, Formatting.None, Json));

    public override object FromBinary(byte[] bytes, Type type) => JsonConvert.DeserializeObject(Encoding.UTF8.GetString(bytes), type, Json)!;

    internal static string ShortName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}

public class ByteArraySerializer : Serializer
{
    public ByteArraySerializer(ExtendedActorSystem system)
        : base(system) { }

    public override int Identifier => 4;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => (byte[])obj;

    public override object FromBinary(byte[] bytes, Type type) => bytes;
}

internal sealed class StringSerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 17;

    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes((string)obj);

    public override object FromBinary(byte[] bytes, Type type) => Encoding.UTF8.GetString(bytes);
}
