namespace Akka.Actor;

/// <summary>A way down the tree, looked up when a message is sent along it.</summary>
public class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    internal ActorSelection(IActorRef anchor, IEnumerable<string> elements) =>
        (Anchor, _elements) = (anchor, [.. elements.Where(e => e.Length > 0 && e != ".")]);

    public IActorRef Anchor { get; }

    public string PathString => "/" + string.Join('/', _elements);

    public void Tell(object message, IActorRef? sender = null) =>
        Anchor.Tell(new ActorSelectionMessage(message, _elements), sender ?? Current.SelfOrNoSender);

    public async Task<IActorRef> ResolveOne(TimeSpan timeout)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout);
            return identity.Subject ?? throw new ActorNotFoundException($"No actor at {Anchor.Path}{PathString}");
        }
        catch (AskTimeoutException e)
        {
            throw new ActorNotFoundException($"No actor answered at {Anchor.Path}{PathString} within {timeout}", e);
        }
    }
}

public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException() { }

    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}

internal sealed class ActorSelectionMessage(object message, string[] elements) : IAutoReceivedMessage
{
    internal void Deliver(ActorCell cell, IActorRef sender)
    {
        LocalRef[] found = [(LocalRef)cell.Self];
        foreach (var element in elements) found = [.. found.SelectMany(actor => actor.Cell.Step(element))];
        foreach (var actor in found) actor.Tell(message, sender);
        if (found.Length > 0) return;
        if (message is Identify identify) sender.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
        else cell.SystemImpl.DeadLetterRef.Publish(message, sender, cell.SystemImpl.EmptyAt(elements.Aggregate(cell.Self.Path, (path, element) => path / element)));
    }
}
