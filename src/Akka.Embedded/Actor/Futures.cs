namespace Akka.Actor;

/// <summary>Asks an actor and gives its answer as a task; a failure that it answers with fails the task.</summary>
public static class Futures
{
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = SystemOf(self) ?? throw new ArgumentException("This cannot be asked: it belongs to no actor system.", nameof(self));
        var asked = new AskRef<T>(system, self);
        asked.Start(timeout ?? system.Settings.AskTimeout, cancellationToken);
        self.Tell(messageFactory(asked), asked);
        return asked.Answer;
    }

    private static ActorSystemImpl? SystemOf(ICanTell to) => to switch
    {
        IActorRef { Path.Root: RootActorPath { System: { } system } } => system,
        _ => Current.Cell?.SystemImpl,
    };
}
