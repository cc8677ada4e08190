using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Compliance.Stores;

/// <summary>Events and snapshots of the suites, each with bytes that a test can name.</summary>
public interface IText;

public sealed record Said(string Text) : IText;

public sealed record Heard(string Text) : IText;

public sealed record Unspeakable : IText;

public sealed record Transcript(string Text) : IText;

public sealed class TextSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 9001;

    public override string Manifest(object o) => o switch
    {
        Said => "said-v1",
        Heard => "heard-v1",
        Transcript => "transcript-v1",
        _ => throw new ArgumentException($"There is no manifest for {o}."),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Said said => Encoding.UTF8.GetBytes(said.Text),
        Heard heard => Encoding.UTF8.GetBytes(heard.Text),
        Transcript transcript => Encoding.UTF8.GetBytes(transcript.Text),
        _ => throw new ArgumentException($"There are no bytes for {obj}."),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "said-v1" => new Said(Encoding.UTF8.GetString(bytes)),
        "heard-v1" => new Heard(Encoding.UTF8.GetString(bytes)),
        "transcript-v1" => new Transcript(Encoding.UTF8.GetString(bytes)),
        _ => throw new ArgumentException($"Serializer {Identifier} does not know the manifest '{manifest}'."),
    };
}
