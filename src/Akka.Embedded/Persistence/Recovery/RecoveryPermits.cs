namespace Akka.Persistence.Store;

/// <summary>How many actors may recover at one time; the others wait their turn, so that a thousand starts do not hold a thousand pages.</summary>
internal sealed class RecoveryPermits(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<RecoveryReader> _waiting = [];
    private readonly HashSet<RecoveryReader> _running = [];

    internal void Enter(RecoveryReader reader)
    {
        lock (_gate)
        {
            if (_running.Count == most)
            {
                _waiting.Enqueue(reader);
                return;
            }
            _running.Add(reader);
        }
        reader.Start();
    }

    internal void Leave(RecoveryReader reader)
    {
        RecoveryReader? next;
        lock (_gate)
        {
            reader.IsOver = true;
            if (!_running.Remove(reader)) return; // who still waits is passed over when its turn comes
            while (_waiting.TryDequeue(out next) && next.IsOver) { }
            if (next is not null) _running.Add(next);
        }
        next?.Start();
    }
}
