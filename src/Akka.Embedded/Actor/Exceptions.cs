namespace Akka.Actor;

public class AkkaException(string message, Exception? cause = null) : Exception(message, cause);

public class ActorInitializationException : AkkaException
{
    internal ActorInitializationException(string message, Exception? cause = null)
        : base(message, cause) { }
}

public class PostRestartException : ActorInitializationException
{
    internal PostRestartException(Exception cause, Exception originalCause)
        : base($"Exception post restart ({originalCause.GetType()}: {originalCause.Message})", cause) { }
}

public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated");

public class InvalidActorNameException : AkkaException
{
    internal InvalidActorNameException(string message)
        : base(message) { }
}

public class IllegalActorStateException(string message) : AkkaException(message);

public class AskTimeoutException(string message) : AkkaException(message);
