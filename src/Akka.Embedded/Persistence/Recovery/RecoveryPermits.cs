namespace Akka.Persistence.Store;

/// <summary>How many actors may recover at one time; the others wait their turn, so that a thousand starts do not hold a thousand pages.</summary>
internal sealed class RecoveryPermits(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<Permit> _waiting = [];
    private int _held;

    internal Permit Request()
    {
        var permit = new Permit(this);
        lock (_gate)
        {
            permit.IsHeld = _held < most;
            if (permit.IsHeld) _held++;
            else _waiting.Enqueue(permit);
        }
        if (permit.IsHeld) permit.Grant();
        return permit;
    }

    private void Release(Permit permit)
    {
        Permit? next = null;
        lock (_gate)
        {
            if (permit.IsReleased) return;
            permit.IsReleased = true;
            if (!permit.IsHeld) return; // it is passed over when its turn comes
            while (_waiting.TryDequeue(out next) && next.IsReleased) { }
            if (next is null) _held--;
            else next.IsHeld = true;
        }
        next?.Grant();
    }

    internal sealed class Permit(RecoveryPermits permits)
    {
        private readonly TaskCompletionSource _granted = new();

        internal Task Granted => _granted.Task;

        internal bool IsHeld { get; set; }

        internal bool IsReleased { get; set; }

        internal void Grant() => _granted.SetResult();

        internal void Release() => permits.Release(this);
    }
}
