using System.Globalization;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.ReadSide;

/// <summary>Requests to ServiceNow by realm and month, summed up for a batch of events before they go to the rows.</summary>
internal sealed class ServiceNowCalls
{
    private const string Called = """
        INSERT INTO service_now_calls (realm_id, month, calls) VALUES (@realm, @month, @calls)
        ON CONFLICT (realm_id, month) DO UPDATE SET calls = service_now_calls.calls + excluded.calls
        """;

    private readonly Dictionary<(RealmId Realm, string Month), long> _calls = [];

    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public void Add(RealmId realm, IEntityEvent e)
    {
        var requests = e switch { RecordStaged s => s.Requests, RecordRemoved r => r.Requests, _ => 0 };
        if (requests == 0) return;
        var key = (realm, Month(e.At));
        _calls[key] = _calls.GetValueOrDefault(key) + requests;
    }

    public async Task WriteAsync(ReadSideBatch batch)
    {
        foreach (var ((realm, month), calls) in _calls) await batch.RunAsync(Called, ("@realm", realm.Value), ("@month", month), ("@calls", calls));
    }
}
