namespace Akka.Actor;

/// <summary>The cell whose actor runs on this thread.</summary>
internal static class Current
{
    [ThreadStatic]
    private static ActorCell? _cell;

    internal static ActorCell? Cell
    {
        get => _cell;
        set => _cell = value;
    }

    internal static IActorRef SelfOrNoSender => _cell?.Self ?? ActorRefs.NoSender;
}
