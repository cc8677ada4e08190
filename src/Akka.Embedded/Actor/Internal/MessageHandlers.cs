namespace Akka.Actor;

/// <summary>Handlers by message type, in the order of their declaration. Kept small: every actor has its own.</summary>
internal sealed class MessageHandlers
{
    private Handler[] _handlers = new Handler[4];
    private int _count;
    private bool _takesAll;

    internal void Add<T>(Action<T> handler, Predicate<T>? shouldHandle) => Add(new Handler(typeof(T), handler, shouldHandle, Typed<T>.Run));

    internal bool TryHandle(object message)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var handler = ref _handlers[i];
            if (handler.Type.IsInstanceOfType(message) && handler.Invoke(handler.Action, handler.Condition, message)) return true;
        }
        return false;
    }

    private void Add(Handler handler)
    {
        if (_takesAll) throw new InvalidOperationException("A handler that takes every message has been declared. No other can be declared after it.");
        _takesAll = handler.Type == typeof(object) && handler.Condition is null;
        if (_count == _handlers.Length) Array.Resize(ref _handlers, _count * 2);
        _handlers[_count++] = handler;
    }

    private readonly record struct Handler(Type Type, Delegate Action, Delegate? Condition, Func<Delegate, Delegate?, object, bool> Invoke);

    // one delegate a type rather than one closure an actor
    private static class Typed<T>
    {
        internal static readonly Func<Delegate, Delegate?, object, bool> Run = static (action, condition, message) =>
        {
            if (condition is not null && !((Predicate<T>)condition)((T)message)) return false;
            ((Action<T>)action)((T)message);
            return true;
        };
    }
}
