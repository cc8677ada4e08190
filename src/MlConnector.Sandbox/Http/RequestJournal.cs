using System.Collections.Concurrent;

namespace MlConnector.Sandbox.Http;

/// <summary>Every request that either system received: the latest in a ring, the counts of all.</summary>
public sealed class RequestJournal(int capacity = 100_000)
{
    private readonly JournaledRequest[] _ring = new JournaledRequest[capacity];
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private long _next;

    /// <summary>A request was answered; the answer is on its way when this is raised.</summary>
    public event Action<JournaledRequest>? Added;

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>How many requests there were of this kind, or of all kinds that start with it when it ends with a star.</summary>
    public long Count(string kind) => kind.EndsWith('*')
        ? _counts.Where(c => c.Key.StartsWith(kind[..^1], StringComparison.Ordinal)).Sum(c => c.Value)
        : _counts.GetValueOrDefault(kind);

    /// <summary>The kept requests, oldest first.</summary>
    public IReadOnlyList<JournaledRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                var first = Math.Max(0, _next - _ring.Length);
                var kept = new JournaledRequest[_next - first];
                for (var i = 0; i < kept.Length; i++)
                    kept[i] = _ring[(first + i) % _ring.Length];
                return kept;
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _next = 0;
            _counts.Clear();
        }
    }

    internal void Add(DateTimeOffset at, Call call, int status, TimeSpan duration)
    {
        var kind = call.IsBatchItem ? $"servicenow.batch.item.{call.Kind}" : call.Kind;
        JournaledRequest request;
        lock (_gate)
        {
            request = new(_next, at, kind, call.Method, call.Path, call.QueryString, status, call.Subject, duration);
            _ring[_next % _ring.Length] = request;
            _next++;
        }

        _counts.AddOrUpdate(kind, 1, static (_, n) => n + 1);
        Added?.Invoke(request);
    }
}
