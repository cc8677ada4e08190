using Akka.Actor;
using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>Stands for a materializer's streams in the tree of actors: when it stops they end.</summary>
internal sealed class StreamSupervisor(ActorMaterializer materializer) : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);

    protected override void PostStop() => materializer.EndAll();
}
