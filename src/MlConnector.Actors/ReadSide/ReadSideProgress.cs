namespace MlConnector.Actors.ReadSide;

/// <summary>Wakes those in this process who wait for the read side to move.</summary>
public sealed class ReadSideProgress
{
    private TaskCompletionSource _next = New();

    public Task NextMove => Volatile.Read(ref _next).Task;

    public void Moved() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
