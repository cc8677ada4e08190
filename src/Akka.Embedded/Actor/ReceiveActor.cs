namespace Akka.Actor;

/// <summary>An actor whose handlers are declared, tried in the order of their declaration.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private MessageHandlers? _declaring = new();

    protected ReceiveActor() => ((IUntypedActorContext)Cell).Become(new UntypedReceive(Dispatch(_declaring!)));

    private MessageHandlers Declaring => _declaring ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    protected sealed override void OnReceive(object message) { }

    protected internal override bool AroundReceive(Receive receive, object message)
    {
        // once a message is handled the declarations are complete
        _declaring = null;
        return base.AroundReceive(receive, message);
    }

    protected void Become(Action configure) => Context.Become(new UntypedReceive(Dispatch(Configure(configure))));

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declaring.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Declaring.Add(handler, shouldHandle);

    protected void ReceiveAny(Action<object> handler) => Declaring.Add(handler, null);

    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Declaring.Add<T>(m => RunTask(() => handler(m)), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    private MessageHandlers Configure(Action configure)
    {
        var outer = _declaring;
        var handlers = _declaring = new MessageHandlers();
        try
        {
            configure();
        }
        finally
        {
            _declaring = outer;
        }
        return handlers;
    }

    private Action<object> Dispatch(MessageHandlers handlers) => message =>
    {
        if (!handlers.TryHandle(message)) Unhandled(message);
    };
}
