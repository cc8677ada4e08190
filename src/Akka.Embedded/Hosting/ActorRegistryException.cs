namespace Akka.Hosting;

public class ActorRegistryException(string message, Exception? innerException) : Exception(message, innerException)
{
    public ActorRegistryException(string message) : this(message, null) { }
}

public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);

public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);
