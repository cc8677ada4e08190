namespace Akka.Actor;

/// <summary>The one who asks: takes the first answer.</summary>
internal sealed class AskRef<T> : EngineRef
{
    private readonly TaskCompletionSource<T> _answer;
    private readonly ICanTell _target;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;

    internal AskRef(ActorSystemImpl system, ICanTell target)
    {
        (System, _target) = (system, target);
        _answer = system.Runtime.NewCompletion<T>();
        Path = system.NextTempPath();
    }

    public override ActorPath Path { get; }

    internal ActorSystemImpl System { get; }

    internal Task<T> Answer => _answer.Task;

    private bool IsAnswered => _answer.Task.IsCompleted;

    internal void Start(TimeSpan timeout, CancellationToken ct)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _timer = System.Runtime.Time.CreateTimer(
                _ => End(a => a.TrySetException(new AskTimeoutException($"Timeout after {timeout} seconds"))), null, timeout, Timeout.InfiniteTimeSpan);
        }
        if (ct.CanBeCanceled) _cancellation = ct.Register(() => End(a => a.TrySetCanceled(ct)));
        if (IsAnswered) _timer?.Dispose();
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        var taken = message switch
        {
            T answer => End(a => a.TrySetResult(answer)),
            Status.Failure failure => End(a => a.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message."))),
            _ => End(a => a.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"))),
        };
        if (!taken) System.DeadLetterRef.Publish(message, sender, this);
    }

    public override string ToString() => $"[{Path}] asking {_target}";

    private bool End(Func<TaskCompletionSource<T>, bool> end)
    {
        if (!end(_answer)) return false;
        _timer?.Dispose();
        _cancellation.Unregister();
        return true;
    }
}
