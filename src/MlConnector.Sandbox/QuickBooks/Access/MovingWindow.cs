namespace MlConnector.Sandbox.QuickBooks.Access;

/// <summary>Counts a realm's calls over the last second and the last minute.</summary>
internal sealed class MovingWindow(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _minute = new();
    private readonly Queue<DateTimeOffset> _second = new();

    public bool TryTake(int perSecond, int perMinute)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            Forget(_second, now - TimeSpan.FromSeconds(1));
            Forget(_minute, now - TimeSpan.FromMinutes(1));
            if (_second.Count >= perSecond || _minute.Count >= perMinute)
                return false;
            _second.Enqueue(now);
            _minute.Enqueue(now);
            return true;
        }
    }

    private static void Forget(Queue<DateTimeOffset> calls, DateTimeOffset until)
    {
        while (calls.TryPeek(out var oldest) && oldest <= until)
            calls.Dequeue();
    }
}
