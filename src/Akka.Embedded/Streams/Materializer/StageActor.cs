using Akka.Actor;

namespace Akka.Embedded.Streams;

/// <summary>A stage's address among actors: what is told to it, and the end of the actor that it watches, reach the stage as signals.</summary>
internal sealed class StageActor(Stage stage, IActorRef watched, Action<object> onMessage) : UntypedActor
{
    protected override void PreStart() => Context.Watch(watched);

    protected override void OnReceive(object message) => stage.Interpreter.Post(new Call(stage, () => onMessage(message)));
}
