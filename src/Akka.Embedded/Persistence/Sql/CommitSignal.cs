namespace Akka.Persistence.Sql;

/// <summary>Wakes whoever waits for something new in the database.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource _next = new();

    /// <summary>Completes at the first pulse after this call.</summary>
    internal Task Next => Volatile.Read(ref _next).Task;

    internal void Pulse() => Interlocked.Exchange(ref _next, new TaskCompletionSource()).SetResult();
}
