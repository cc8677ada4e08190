using MlConnector.Domain.Realms;

namespace MlConnector.Actors.ReadSide;

/// <summary>Metered calls to QuickBooks of all companies by month, summed up for a batch of events before they go to the rows.</summary>
internal sealed class MeteredCalls
{
    private const string Called = """
        INSERT INTO quick_books_calls (month, calls) VALUES (@month, @calls)
        ON CONFLICT (month) DO UPDATE SET calls = quick_books_calls.calls + excluded.calls
        """;

    private readonly Dictionary<string, long> _calls = [];

    public void Add(object e)
    {
        if (e is not IMeteredEvent { Calls: > 0 } metered) return;
        var month = ServiceNowCalls.Month(metered.At);
        _calls[month] = _calls.GetValueOrDefault(month) + metered.Calls;
    }

    public async Task WriteAsync(ReadSideBatch batch)
    {
        foreach (var (month, calls) in _calls) await batch.RunAsync(Called, ("@month", month), ("@calls", calls));
    }
}
