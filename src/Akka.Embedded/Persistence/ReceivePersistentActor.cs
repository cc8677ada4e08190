using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor whose handlers are declared, tried in the order of their declaration.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly MessageHandlers _recover = new();
    private MessageHandlers _command = new();

    protected sealed override void OnCommand(object message) => Handle(_command, message);

    protected sealed override void OnRecover(object message) => Handle(_recover, message);

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _recover.Add(handler, shouldHandle);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _command.Add(handler, shouldHandle);

    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => _command.Add(m => RunTask(() => handler(m)), shouldHandle);

    private void Handle(MessageHandlers handlers, object message)
    {
        if (!handlers.TryHandle(message)) Unhandled(message);
    }
}
