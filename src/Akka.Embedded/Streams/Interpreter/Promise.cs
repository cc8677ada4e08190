using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>A task that a stream settles. Whoever waits for it goes on outside the stream, never on its stack.</summary>
internal sealed class Promise<T> : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<T> _source = new();
    private bool _settled;
    private T _value = default!;
    private Exception? _cause;

    internal Task<T> Task => _source.Task;

    internal void Resolve(Interpreter interpreter, T value) => Settle(interpreter, value, null);

    internal void Reject(Interpreter interpreter, Exception cause) => Settle(interpreter, default!, cause);

    /// <summary>Fails the task of a stage that was stopped before it could settle it.</summary>
    internal void Abandon(Interpreter interpreter) => Reject(interpreter, new AbruptStageTerminationException());

    private void Settle(Interpreter interpreter, T value, Exception? cause)
    {
        if (_settled) return;
        (_settled, _value, _cause) = (true, value, cause);
        interpreter.Runtime.Execute(this);
    }

    public void Execute()
    {
        if (_cause is null) _source.SetResult(_value);
        else _source.SetException(_cause);
    }
}
