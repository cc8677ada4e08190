namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The pool for inbound REST: a few at a time, a queue behind them, and beyond that a refusal.</summary>
internal sealed class Semaphores(ServiceNowSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _queue = new();
    private int _running;

    public ValueTask<bool> EnterAsync()
    {
        lock (_gate)
        {
            if (_running < settings.Semaphores)
            {
                _running++;
                return new(true);
            }

            if (_queue.Count >= settings.QueueLimit)
                return new(false);
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _queue.Enqueue(turn);
            return new(Wait(turn.Task));
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out var next))
                next.SetResult();
            else
                _running--;
        }
    }

    private static async Task<bool> Wait(Task turn)
    {
        await turn;
        return true;
    }
}
