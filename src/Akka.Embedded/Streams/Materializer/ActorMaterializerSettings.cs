using Akka.Actor;
using Akka.Streams.Supervision;

namespace Akka.Streams;

public sealed class ActorMaterializerSettings
{
    public readonly Decider SupervisionDecider;

    private ActorMaterializerSettings(Decider decider) => SupervisionDecider = decider;

    public static ActorMaterializerSettings Create(ActorSystem system) => new(Deciders.StoppingDecider);

    public ActorMaterializerSettings WithSupervisionStrategy(Decider decider) => new(decider);
}
