namespace Akka.Actor;

public class AkkaException : Exception
{
    public AkkaException() { }

    public AkkaException(string message, Exception? cause = null)
        : base(message, cause) { }
}

public class ActorInitializationException : AkkaException
{
    public ActorInitializationException() { }

    public ActorInitializationException(string message)
        : base(message) { }

    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    public IActorRef? Actor { get; set; }
}

public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause.GetType()}: {originalCause.Message})", cause)
{
}

public class ActorKilledException(string message) : AkkaException(message);

public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
}

public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message)
        : base(message) { }
}

public class IllegalActorStateException(string message) : AkkaException(message);

public class AskTimeoutException(string message) : AkkaException(message);
