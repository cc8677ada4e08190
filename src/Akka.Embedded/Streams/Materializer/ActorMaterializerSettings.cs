namespace Akka.Streams;

/// <summary>Nothing of a materializer can be set on this engine: a stream's attributes say what there is to say.</summary>
public sealed class ActorMaterializerSettings
{
    private ActorMaterializerSettings() { }
}
