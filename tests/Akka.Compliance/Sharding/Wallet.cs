using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Compliance.Sharding;

/// <summary>Counts what it is told since it was started, and stops in the way it is asked to.</summary>
public sealed class Wallet : UntypedActor
{
    public sealed record Started(string Id, IActorRef Entity);

    public sealed record Count;

    public sealed record Counted(string Id, int Messages, string Path, string ParentPath);

    public sealed record PassivateNow(object StopMessage);

    /// <summary>Stops the entity after it has told the probe, and the probe has agreed.</summary>
    public sealed record StopWhenAllowed(IActorRef Probe);

    public sealed record MayIStop(string Id);

    public sealed record Stop;

    private readonly string _id;
    private int _messages;

    public Wallet(string id) => _id = id;

    protected override void PreStart() => Context.System.EventStream.Publish(new Started(_id, Self));

    protected override void OnReceive(object message)
    {
        _messages++;
        switch (message)
        {
            case Count:
                Sender.Tell(new Counted(_id, _messages, Self.Path.ToStringWithoutAddress(), Context.Parent.Path.ToStringWithoutAddress()));
                break;
            case PassivateNow passivate:
                Context.Parent.Tell(new Passivate(passivate.StopMessage));
                break;
            case StopWhenAllowed stop:
                stop.Probe.Tell(new MayIStop(_id));
                break;
            case Stop:
                Context.Stop(Self);
                break;
            case Exception failure:
                throw failure;
        }
    }
}
