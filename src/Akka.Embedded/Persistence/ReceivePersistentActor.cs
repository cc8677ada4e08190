using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor whose handlers are declared, tried in the order of their declaration.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly MessageHandlers _recover = new();
    private MessageHandlers _command = new();

    protected sealed override void OnCommand(object message) => Handle(_command, message);

    protected sealed override void OnRecover(object message) => Handle(_recover, message);

    protected void Become(Action configure) => Become(Configure(configure));

    protected void BecomeStacked(Action configure) => BecomeStacked(Configure(configure));

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _recover.Add(handler, shouldHandle);

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => _recover.Add(handler, shouldHandle);

    protected void Recover<T>(Func<T, bool> handler) => _recover.Add(handler);

    protected void RecoverAny(Action<object> handler) => _recover.Add(handler, null);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _command.Add(handler, shouldHandle);

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => _command.Add(handler, shouldHandle);

    protected void Command<T>(Func<T, bool> handler) => _command.Add(handler);

    protected void CommandAny(Action<object> handler) => _command.Add(handler, null);

    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => _command.Add(m => RunTask(() => handler(m)), shouldHandle);

    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAsync(handler);

    private UntypedReceive Configure(Action configure)
    {
        var outer = _command;
        var handlers = _command = new MessageHandlers();
        configure();
        _command = outer;
        return message => Handle(handlers, message);
    }

    private void Handle(MessageHandlers handlers, object message)
    {
        if (!handlers.TryHandle(message)) Unhandled(message);
    }
}
