using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace MlConnector.Benchmarks.Engine;

internal sealed class CountedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 9100;

    public override string Manifest(object o) => "counted-v1";

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((Counted)obj).Text);

    public override object FromBinary(byte[] bytes, string manifest) => new Counted(Encoding.UTF8.GetString(bytes));
}
