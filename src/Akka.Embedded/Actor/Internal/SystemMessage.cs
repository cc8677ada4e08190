namespace Akka.Actor;

/// <summary>What the engine tells a cell; handled before any message of a user's, also while those are held back.</summary>
internal abstract class SystemMessage
{
    internal sealed class Create : SystemMessage;

    internal sealed class Suspend : SystemMessage;

    internal sealed class Resume(bool causedByFailure) : SystemMessage
    {
        internal bool CausedByFailure { get; } = causedByFailure;
    }

    internal sealed class Restart(Exception cause) : SystemMessage
    {
        internal Exception Cause { get; } = cause;
    }

    internal sealed class Terminate : SystemMessage;

    internal sealed class Failed(LocalRef child, Exception cause) : SystemMessage
    {
        internal LocalRef Child { get; } = child;
        internal Exception Cause { get; } = cause;
    }

    internal sealed class Watch(LocalRef watcher) : SystemMessage
    {
        internal LocalRef Watcher { get; } = watcher;
    }

    internal sealed class Unwatch(LocalRef watcher) : SystemMessage
    {
        internal LocalRef Watcher { get; } = watcher;
    }

    /// <summary>An actor has stopped (or was never there): told to its parent and to its watchers.</summary>
    internal sealed class Gone(IActorRef actor, bool existed) : SystemMessage
    {
        internal IActorRef Actor { get; } = actor;
        internal bool Existed { get; } = existed;
    }

    /// <summary>A step of an asynchronous handler, to be run in the actor's own turn.</summary>
    internal sealed class Continue(SendOrPostCallback callback, object? state) : SystemMessage
    {
        internal void Run() => callback(state);
    }
}
